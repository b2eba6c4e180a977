/** The result of a run for a terminal: the answer first, then each finding, at most `width` columns wide. */
import pc from 'picocolors';
import { KIND_WORDS, placedDifference } from './finding-text.js';
import { headlineOf, TONES } from './headline.js';
import { counted, grouped, plainText, wrap } from './plain-text.js';
import {
  unexpectedOf,
  type CauseResult,
  type FindingResult,
  type RunResult,
  type TargetResult,
} from './result.js';
import { findingFile } from './saved-finding.js';

/** How text is dressed. */
export interface Dress {
  readonly colours: boolean;
  readonly width: number;
}

type Colours = ReturnType<typeof pc.createColors>;

/** The whole summary, without a newline at its end. The last line says how the run ended. */
export function summary(result: RunResult, dress: Dress): string {
  const colours = pc.createColors(dress.colours);
  return result.targets.map((target) => targetSummary(target, colours, dress.width)).join('\n\n');
}

/** One line: how the trial of a target ended. */
export function lastLine(target: TargetResult): string {
  const { ended, findings, unstable, stale } = target;
  const scenarios = target.written + target.generated;
  if (ended.how === 'failed' && scenarios === 0 && findings.length === 0)
    return `${target.target}: the target failed before anything was tried`;
  const tried = counted(scenarios, 'scenario');
  const before = HOW_ENDED[ended.how](tried);
  const unexpected = unexpectedOf(target).length;
  const expected = findings.filter(({ expectation }) => expectation !== undefined).length;
  const found =
    unexpected === 0
      ? 'nothing unexpected'
      : `${counted(unexpected, 'clause')} broken${findings.length > unexpected + expected ? ', and lesser findings' : ''}`;
  const known = expected === 0 ? '' : `, ${expected} expected`;
  const old = stale.length === 0 ? '' : `, ${counted(stale.length, 'stale expectation')}`;
  const shaky = unstable.length === 0 ? '' : `, ${unstable.length} unstable`;
  return `${target.target}: ${before}${found}${known}${old}${shaky}`;
}

const HOW_ENDED: Readonly<Record<TargetResult['ended']['how'], (tried: string) => string>> = {
  complete: (tried) => `${tried}, `,
  interrupted: (tried) => `interrupted after ${tried}: `,
  failed: (tried) => `the target failed after ${tried}: `,
};

function targetSummary(target: TargetResult, colours: Colours, width: number): string {
  const headline = headlineOf(target);
  const dressed = { bad: colours.red, good: colours.green, doubt: colours.yellow }[TONES[headline]](headline);
  const parts = [
    `${dressed}  ${colours.bold(target.target)} ${target.kernel}, judged by profile ${target.profile}`,
    figures(target),
    untriedLine(target),
    verdictLines(target),
    ...target.findings
      .filter(({ expectation }) => expectation === undefined)
      .map((finding, index) => findingText(target, finding, index, colours, width)),
    ...expectedLines(target, colours, width),
    ...target.unstable.map((one) =>
      wrap(
        plainText(`unstable: ${one.clause}, ${one.again} of ${one.runs} more runs: ${one.difference}`),
        width,
        '  ',
      ),
    ),
    ...undecidedLines(target, width),
    coverageLine(target, width),
    ended(target, width),
    lastLine(target),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function figures({
  written,
  generated,
  steps,
  milliseconds,
  seed,
  blocking,
  privileged,
  settings = [],
}: TargetResult): string {
  const rate = Math.round(((written + generated) * 1000) / Math.max(1, milliseconds));
  return [
    `  ${grouped(written + generated)} scenarios (${grouped(written)} written, ${grouped(generated)} generated),` +
      ` ${grouped(steps)} steps, ${(milliseconds / 1000).toFixed(1)} s, ${grouped(rate)}/s`,
    `  seed ${seed}, ${privileged ? 'privileged' : 'unprivileged'}, blocking is ${blocking}`,
    ...(settings.length === 0 ? [] : [`  its machine is set otherwise than usual: ${settings.join(', ')}`]),
  ].join('\n');
}

function untriedLine({ untried }: TargetResult): string {
  return untried === undefined ? '' : `  there was no time for ${counted(untried, 'written scenario')}`;
}

function verdictLines({ verdicts, unsupported }: TargetResult): string {
  const shown = Object.entries(verdicts).filter(([, count]) => count > 0);
  const lacks = Object.keys(unsupported);
  const line = `  verdicts: ${shown.map(([kind, count]) => `${grouped(count)} ${kind}`).join(', ') || 'none'}`;
  return [
    line,
    ...lacks.map((call) => `  unsupported: ${call} (${counted(unsupported[call] ?? 0, 'scenario')})`),
  ].join('\n');
}

function findingText(
  target: TargetResult,
  finding: FindingResult,
  index: number,
  colours: Colours,
  width: number,
): string {
  const seen = finding.causes.reduce((sum, { count }) => sum + count, 0);
  const head = `\n  ${index + 1}. ${colours.bold(finding.clause)} ${KIND_WORDS[finding.kind]} (${counted(seen, 'scenario')})`;
  const promise = finding.prose === undefined ? [] : [wrap(`promise: ${finding.prose}`, width, '     ')];
  const cite = finding.cite === undefined ? [] : [wrap(`written: ${finding.cite}`, width, '     ')];
  const causes = finding.causes.map((cause, nth) =>
    causeText(cause, findingFile(target, finding, nth), colours, width),
  );
  return [head, ...promise, ...cite, ...causes].join('\n');
}

/** One line for each finding that somebody has explained, and one for each explanation of nothing. */
function expectedLines({ findings, stale }: TargetResult, colours: Colours, width: number): string[] {
  const known = findings.flatMap(({ clause, expectation }) =>
    expectation === undefined ? [] : [cutTo(`  ${clause}: ${plainText(expectation.reason)}`, width)],
  );
  return [
    ...(known.length === 0 ? [] : ['\n  expected:', ...known.map((line) => colours.dim(`  ${line}`))]),
    ...stale.map(({ clause }) =>
      colours.yellow(
        wrap(`stale: ${clause} is expected to be broken, and was not found to be any more`, width, '  '),
      ),
    ),
  ];
}

/** One line: what does not fit is cut off. */
function cutTo(text: string, width: number): string {
  return text.length + 2 <= width ? text : `${text.slice(0, width - 5)}...`;
}

function causeText(cause: CauseResult, file: string, colours: Colours, width: number): string {
  const steps = cause.scenario.trimEnd().split('\n').filter(Boolean);
  return [
    wrap(plainText(placedDifference(cause)), width, '     '),
    ...steps.map((line) => colours.dim(`       ${line}`)),
    `     ${file}${cause.shrunk ? '' : ' (not the smallest)'}`,
  ].join('\n');
}

/** Reasons that are printed; the result has them all. */
const MOST_REASONS = 5;

/** Why scenarios have no verdict, the most frequent reason first. */
function undecidedLines({ undecided }: TargetResult, width: number): string[] {
  const reasons = Object.entries(undecided).sort(([, a], [, b]) => b - a);
  const left = reasons.slice(MOST_REASONS).reduce((sum, [, count]) => sum + count, 0);
  const lines = reasons
    .slice(0, MOST_REASONS)
    .map(([reason, count]) => `inconclusive: ${counted(count, 'scenario')}: ${reason}`);
  const rest = `inconclusive: ${counted(left, 'scenario')}: other reasons, which result.json tells`;
  return [...lines, ...(left === 0 ? [] : [rest])].map((line) => wrap(plainText(line), width, '  '));
}

function coverageLine({ coverage }: TargetResult, width: number): string {
  const fired = Object.keys(coverage.fired).length;
  const unreached = Object.keys(coverage.unreached).length;
  const all = fired + unreached + coverage.never.length;
  const text = `coverage: ${fired} of ${all} clauses fired, ${coverage.never.length} never did, ${unreached} say why they cannot`;
  return wrap(text, width, '  ');
}

function ended({ ended }: TargetResult, width: number): string {
  if (ended.how !== 'failed') return '';
  return wrap(
    plainText([ended.reason, ...(ended.remedy === undefined ? [] : [ended.remedy])].join(': ')),
    width,
    '  ',
  );
}
