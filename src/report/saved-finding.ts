/** A finding as a file of its own: the scenario that replays, below what must be known to understand it. */
import { plainText } from './plain-text.js';
import type { CauseResult, FindingResult, TargetResult } from './result.js';

/** Where findings are written, below the directory of a report. */
export const FINDINGS = 'findings';
const SAVED = '.scn';
const TOLD = '.txt';
const PROGRAM = '.c';

/**
 * The path of a cause's scenario below the report's directory: told by target and clause, the same from run to run.
 * Where there is nothing to replay it is a text for people.
 */
export function findingFile(target: TargetResult, finding: FindingResult, nth: number): string {
  return `${stem(target, finding, nth)}${finding.causes[nth]?.scenario === '' ? TOLD : SAVED}`;
}

/** The path of the C program of a cause, beside its scenario. */
export function programFile(target: TargetResult, finding: FindingResult, nth: number): string {
  return `${stem(target, finding, nth)}${PROGRAM}`;
}

/** True for a name that only files of findings have: what an earlier run left is known by it. */
export function isFindingFile(name: string): boolean {
  return [SAVED, TOLD, PROGRAM].some((suffix) => name.endsWith(suffix));
}

/** More of the name of a target (`command:LINE`) does not fit into the name of a file. */
const LONGEST_TARGET = 60;

function stem({ target }: TargetResult, { clause, fingerprint }: FindingResult, nth: number): string {
  const whose = target.length > LONGEST_TARGET ? `${target.slice(0, LONGEST_TARGET)}-${fingerprint}` : target;
  const name = `${whose}-${clause}`.replace(/[^A-Za-z0-9_]+/g, '-');
  return `${FINDINGS}/${name}${nth === 0 ? '' : `-${nth + 1}`}`;
}

/** A saved scenario with what must be known to understand it, as comments. */
export function savedFinding(target: TargetResult, finding: FindingResult, cause: CauseResult): string {
  const header = headerOf(target, finding, cause);
  const scenario = cause.scenario === '' ? '' : `${cause.scenario.trimEnd()}\n`;
  return `${header.map((line) => `# ${plainText(line)}\n`).join('')}${scenario}`;
}

/** The line of the failing step in the text of `savedFinding`, counted from 1; the first, where there is no step. */
export function failingLine(target: TargetResult, finding: FindingResult, cause: CauseResult): number {
  if (cause.scenario === '') return 1;
  const header = headerOf(target, finding, cause).length;
  const steps = cause.scenario.split('\n').flatMap((line, index) => (isStep(line) ? [index] : []));
  return header + (steps[cause.step - 1] ?? 0) + 1;
}

/** A line that asks something: neither the setting, nor an event on a line of its own. */
function isStep(line: string): boolean {
  return /^[A-Z]\d*: (?:look |[^!\s=]+\()/.test(line);
}

function headerOf(target: TargetResult, finding: FindingResult, cause: CauseResult): string[] {
  const { clause, fingerprint, prose, cite } = finding;
  return [
    `finding ${fingerprint}: ${clause} (${finding.kind}) on ${target.target} ${target.kernel}`,
    ...(prose === undefined ? [] : [`promise: ${prose}`]),
    ...(cite === undefined ? [] : [`written: ${cite}`]),
    cause.scenario === '' ? cause.difference : `step ${cause.step}: ${cause.difference}`,
    ...cause.observed.map((event) => `observed: ${event}`),
    ...cause.allowed.flatMap(({ events, clauses }) => [
      `allowed: ${events.join('; ') || 'nothing'}${clauses.length === 0 ? '' : ` (${clauses.join(', ')})`}`,
    ]),
    `from ${cause.origin}, run with seed ${target.seed}`,
  ];
}
