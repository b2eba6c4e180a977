/** Coverage: how much of what each call, and each operation on a kind of file, promises was made to happen. */
import { standings, type Standing } from '../clause-state.js';
import type { RunResult, TargetResult } from '../result.js';
import { markup, type Markup } from './markup.js';

/** The section. */
export function coverageLists(result: RunResult): Markup {
  return markup`<section id="coverage" aria-labelledby="coverage-title">
    <h2 id="coverage-title">Coverage</h2>
    <p class="hint">How many of its promises some scenario made happen, of those that the target should keep and that can be tried.</p>
    ${result.targets.map((target) => ofTarget(result, target))}
  </section>`;
}

function ofTarget(result: RunResult, target: TargetResult): Markup {
  const all = standings(result, target).filter(({ state }) => !NOT_ASKED.has(state));
  return markup`${result.targets.length > 1 && markup`<h3>${target.target}</h3>`}
    ${list(result, all, 'call', 'By call')} ${list(result, all, 'file', 'By kind of file')}`;
}

function list(result: RunResult, all: readonly Standing[], of: 'call' | 'file', title: string): Markup {
  const owners = new Map<string, Standing[]>();
  for (const standing of all) {
    const text = result.clauses[standing.clause];
    if (text?.of === of) owners.set(text.owner, [...(owners.get(text.owner) ?? []), standing]);
  }
  const items = [...owners]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([owner, clauses]) => item(owner, clauses));
  return markup`<h4>${title}</h4><ul class="coverage">${items}</ul>`;
}

function item(owner: string, clauses: readonly Standing[]): Markup {
  const met = clauses.filter(({ state }) => MET.has(state)).length;
  const width = (met * 100) / clauses.length;
  return markup`<li class="${met === clauses.length ? 'whole' : 'part'}"><code>${owner}</code>
    <svg class="meter" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="8" /><rect class="met" width="${width.toFixed(1)}" height="8" /></svg>
    <span class="fraction">${met}/${clauses.length}</span></li>`;
}

/** States of a clause that no scenario can be asked to show. */
const NOT_ASKED: ReadonlySet<Standing['state']> = new Set(['absent', 'unreached']);

/** States of a clause of which something was seen. */
const MET: ReadonlySet<Standing['state']> = new Set(['kept', 'differs', 'expected', 'broken']);
