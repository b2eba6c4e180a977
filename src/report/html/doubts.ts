/** What is no finding, and must be known all the same: stale expectations, what happened only sometimes, what has no verdict. */
import { counted } from '../plain-text.js';
import type { RunResult, TargetResult } from '../result.js';
import { markup, type Markup } from './markup.js';

/** The section; nothing where there is nothing to doubt. */
export function doubts({ targets }: RunResult): Markup | undefined {
  const parts = targets.flatMap((target) => [...stale(target), ...unstable(target), ...undecided(target)]);
  if (parts.length === 0) return undefined;
  return markup`<section id="doubts" aria-labelledby="doubts-title"><h2 id="doubts-title">Not judged, or not for certain</h2>${parts}</section>`;
}

function stale({ target, stale }: TargetResult): Markup[] {
  if (stale.length === 0) return [];
  return [
    markup`<h3>Stale expectations of ${target}</h3><p class="hint">These were expected to be broken, and are not any more. They make the run fail.</p>
      <ul>${stale.map(({ clause, reason }) => markup`<li><code>${clause}</code> ${reason}</li>`)}</ul>`,
  ];
}

function unstable({ target, unstable }: TargetResult): Markup[] {
  if (unstable.length === 0) return [];
  return [
    markup`<h3>Unstable on ${target}</h3><p class="hint">Seen once, and not every time again.</p>
      <ul>${unstable.map(
        ({ clause, again, runs, difference, scenario }) =>
          markup`<li><code>${clause}</code> ${again} of ${runs} more runs: ${difference}<pre>${scenario.trimEnd()}</pre></li>`,
      )}</ul>`,
  ];
}

function undecided({ target, undecided }: TargetResult): Markup[] {
  const reasons = Object.entries(undecided).sort(([, a], [, b]) => b - a);
  if (reasons.length === 0) return [];
  return [
    markup`<h3>Without a verdict on ${target}</h3><p class="hint">The machine or the target failed us: it counts neither for nor against the kernel.</p>
      <ul>${reasons.map(([reason, count]) => markup`<li>${counted(count, 'scenario')}: ${reason}</li>`)}</ul>`,
  ];
}
