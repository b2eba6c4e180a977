/** The answer: what a stranger reads first. Does it conform, how far, and how much was asked. */
import { standings, type ClauseState } from '../clause-state.js';
import { headlineOf, TONES, type Headline } from '../headline.js';
import { counted, grouped } from '../plain-text.js';
import type { RunResult, TargetResult } from '../result.js';
import { markup, type Markup } from './markup.js';

/** How many clauses stand how. */
type Counts = Readonly<Record<ClauseState, number>>;

/** A card for each target. */
export function answer(result: RunResult): Markup {
  return markup`<section id="answer" aria-label="The answer">
    ${result.targets.map((target) => card(result, target))}
  </section>`;
}

/** `gvisor diverges`, for the title of the window. */
export function shortAnswer({ targets }: RunResult): string {
  return targets.map((target) => `${target.target}: ${headlineOf(target).toLowerCase()}`).join(', ');
}

function card(result: RunResult, target: TargetResult): Markup {
  const headline = headlineOf(target);
  const counts = countsOf(result, target);
  const tried = triedOf(counts);
  const share = tried === 0 ? undefined : Math.floor(((counts.kept + counts.differs) * 1000) / tried) / 10;
  return markup`<article class="card ${TONES[headline]}">
    <p class="pill">${headline}</p>
    <h2>${target.target} <span class="kernel">${target.kernel}</span></h2>
    <p class="sentence">${SENTENCES[headline](target, counts)}</p>
    ${share !== undefined && markup`<p class="share"><strong>${share.toFixed(1)}&#8239;%</strong> of the promises tried were kept</p>`}
    ${bar(counts)} ${facts(target)}
  </article>`;
}

function countsOf(result: RunResult, target: TargetResult): Counts {
  const counts = Object.fromEntries(PARTS.map(([state]) => [state, 0])) as Record<ClauseState, number>;
  for (const { state } of standings(result, target)) counts[state] += 1;
  return counts;
}

/** Promises that something was seen of. */
function triedOf({ broken, expected, differs, kept }: Counts): number {
  return broken + expected + differs + kept;
}

const SENTENCES: Readonly<Record<Headline, (target: TargetResult, counts: Counts) => string>> = {
  DIVERGES: (target, counts) =>
    `${target.target} does not behave as Linux does: programs saw it break ${grouped(counts.broken)} of ` +
    `${counted(triedOf(counts), 'promise')} put to the test${known(counts)}.`,
  'NO ANSWER': ({ target, ended }) =>
    `Nothing can be said of ${target}: ${ended.how === 'failed' ? ended.reason : 'the trial was cut short'}.`,
  'STALE EXPECTATIONS': ({ target, stale }) =>
    `${target} was expected to break ${counted(stale.length, 'promise')} that it keeps: the list of what is expected is out of date.`,
  'AS EXPECTED': ({ target }, counts) =>
    `${target} breaks ${grouped(counts.expected)} of ${counted(triedOf(counts), 'promise')} put to the test, ` +
    'and somebody has explained each of them: there is no surprise.',
  'NOTHING JUDGED': ({ target }) => `No scenario could be judged on ${target}.`,
  CONFORMS: ({ target, written, generated }, counts) =>
    `${target} did nothing that Linux may not do: each of ${counted(triedOf(counts), 'promise')} put to the ` +
    `test was kept, in ${counted(written + generated, 'scenario')}.`,
};

function known({ expected }: Counts): string {
  return expected === 0 ? '' : `, and ${grouped(expected)} more in a way that is expected`;
}

/** The parts of the bar, and what each is called. */
const PARTS: readonly (readonly [ClauseState, string])[] = [
  ['kept', 'kept'],
  ['differs', 'another refusal that holds as well'],
  ['expected', 'broken as expected'],
  ['broken', 'broken'],
  ['unsupported', 'the call is missing'],
  ['never', 'not tried'],
  ['unreached', 'cannot be tried'],
  ['absent', 'no promise to this target'],
];

/** The parts that are shown in the bar: what the target should keep and could be asked. */
const SHOWN: ReadonlySet<ClauseState> = new Set([
  'kept',
  'differs',
  'expected',
  'broken',
  'unsupported',
  'never',
]);

function bar(counts: Counts): Markup {
  const shown = PARTS.filter(([state]) => counts[state] > 0);
  const drawn = shown.filter(([state]) => SHOWN.has(state));
  const total = drawn.reduce((sum, [state]) => sum + counts[state], 0);
  let left = 0;
  const parts = drawn.map(([state]) => {
    const width = (counts[state] * 1000) / total;
    const at = left;
    left += width;
    return markup`<rect class="fill-${state}" x="${at.toFixed(1)}" y="0" width="${width.toFixed(1)}" height="12" />`;
  });
  return markup`<svg class="bar" viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>
    <ul class="legend">
      ${shown.map(([state, words]) => markup`<li><span class="dot back-${state}"></span>${grouped(counts[state])} ${words}</li>`)}
    </ul>`;
}

function facts(target: TargetResult): Markup {
  const { verdicts, unsupported, written, generated, steps, milliseconds, ended } = target;
  const { settings = [], withheld = [] } = target;
  const lacks = Object.keys(unsupported);
  const rows: readonly (readonly [string, string])[] = [
    ['judged by', `profile ${target.profile}`],
    [
      'asked',
      `${counted(written + generated, 'scenario')} (${grouped(written)} written, ${grouped(generated)} generated), ` +
        `${counted(steps, 'step')}, ${(milliseconds / 1000).toFixed(1)} s`,
    ],
    [
      'verdicts',
      Object.entries(verdicts)
        .filter(([, count]) => count > 0)
        .map(([kind, count]) => `${grouped(count)} ${kind}`)
        .join(', ') || 'none',
    ],
    ['suites', target.suites.join(', ')],
    [
      'to repeat',
      `seed ${target.seed}, ${target.privileged ? 'privileged' : 'unprivileged'}, blocking is ${target.blocking}`,
    ],
    ...(settings.length === 0 ? [] : [['set otherwise than usual', settings.join(', ')] as const]),
    ...(withheld.length === 0 ? [] : [['root is without', withheld.join(', ')] as const]),
    ...(lacks.length === 0 ? [] : [['lacks', lacks.join(', ')] as const]),
    ...(ended.how === 'interrupted'
      ? [['ended', 'it was interrupted: this is what was found so far'] as const]
      : []),
    ...(ended.how === 'failed' ? [['ended', [ended.reason, ended.remedy ?? ''].join(' ')] as const] : []),
  ];
  return markup`<dl class="facts">
    ${rows.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}
