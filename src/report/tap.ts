/** TAP 14: a test point for each clause that a target should keep. */
import { standings, type ClauseState, type Standing } from './clause-state.js';
import { findingHeadline, KIND_WORDS } from './finding-text.js';
import { plainText } from './plain-text.js';
import type { FindingResult, RunResult, TargetResult } from './result.js';
import { findingFile } from './saved-finding.js';

/** A test point before it has its number. */
interface Point {
  readonly ok: boolean;
  readonly name: string;
  readonly directive?: string;
  readonly diagnosis?: Readonly<Record<string, unknown>>;
}

/**
 * `result` in the Test Anything Protocol.
 *
 * A broken clause is `not ok`, with what was found as YAML; one whose breach is expected is `not ok` and TODO, which
 * fails nobody; one that nothing tried is SKIP, with the reason. Every foreign text stands on one line, and its `#`
 * begins no directive.
 */
export function tap(result: RunResult): string {
  const points = result.targets.flatMap((target) => pointsOf(result, target));
  const lines = points.flatMap((point, index) => pointLines(point, index + 1));
  return ['TAP version 14', `1..${points.length}`, ...lines, ''].join('\n');
}

function pointsOf(result: RunResult, target: TargetResult): Point[] {
  const { target: name, ended, stale } = target;
  const went =
    ended.how === 'failed' ? { ok: false, diagnosis: { message: plainText(ended.reason) } } : { ok: true };
  return [
    { name: `${name}: the trial goes on to its end`, ...went },
    ...standings(result, target)
      .filter(({ state }) => state !== 'absent')
      .map((standing) => ({
        name: `${name}: ${standing.clause}`,
        ...OUTCOMES[standing.state](target, standing),
      })),
    ...stale.map(({ clause, reason }) => ({
      ok: false,
      name: `${name}: expectation of ${clause}`,
      diagnosis: { message: plainText(`it is not found any more: ${reason}`) },
    })),
  ];
}

type Outcome = (target: TargetResult, standing: Standing) => Omit<Point, 'name'>;

const skipped: Outcome = (_target, { why }) => ({ ok: true, directive: `SKIP ${why ?? 'nothing tried it'}` });

const OUTCOMES: Readonly<Record<ClauseState, Outcome>> = {
  broken: (target, { finding }) => ({ ok: false, ...diagnosed(target, finding) }),
  expected: (target, { finding }) => ({
    ok: false,
    directive: `TODO expected: ${finding?.expectation?.reason ?? ''}`,
    ...diagnosed(target, finding),
  }),
  differs: (target, { finding }) => ({ ok: true, ...diagnosed(target, finding) }),
  kept: () => ({ ok: true }),
  unsupported: skipped,
  never: skipped,
  unreached: skipped,
  absent: skipped,
};

function diagnosed(target: TargetResult, finding: FindingResult | undefined): Pick<Point, 'diagnosis'> {
  if (finding === undefined) return {};
  const { prose, cite, fingerprint, causes } = finding;
  return {
    diagnosis: {
      message: findingHeadline(finding),
      verdict: KIND_WORDS[finding.kind],
      fingerprint,
      promise: prose,
      written: cite,
      observed: causes[0]?.observed,
      allowed: causes[0]?.allowed.map(({ events }) => events.join('; ')),
      scenario: causes[0]?.scenario.trimEnd().split('\n'),
      files: causes.map((_cause, nth) => findingFile(target, finding, nth)),
    },
  };
}

function pointLines({ ok, name, directive, diagnosis }: Point, number: number): string[] {
  const behind = directive === undefined ? '' : ` # ${escaped(directive)}`;
  const head = `${ok ? 'ok' : 'not ok'} ${number} - ${escaped(name)}${behind}`;
  return [head, ...(diagnosis === undefined ? [] : yamlLines(diagnosis))];
}

/** A text on one line in which no `#` begins a directive. */
function escaped(text: string): string {
  return plainText(text).replace(/[\\#]/g, '\\$&');
}

/** Every value as JSON, which is YAML as well. */
function yamlLines(diagnosis: Readonly<Record<string, unknown>>): string[] {
  const known = Object.entries(diagnosis).filter(([, value]) => value !== undefined);
  return ['  ---', ...known.map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`), '  ...'];
}
