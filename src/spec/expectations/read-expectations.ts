/** Reading suites/expectations/<target>.yaml: checked data, and everything that is wrong with it. */
import type { ClauseId } from '../../abi/index.js';
import { Problems } from '../problems.js';
import { checkSchema } from '../schema/schema-check.js';
import { didYouMean } from '../suggest.js';
import type { Problem } from '../types.js';
import { Source, type SpecText } from '../yaml/source.js';
import type { SpecEntry, SpecNode } from '../yaml/spec-node.js';
import { TO_BE_JUDGED, type Expectation } from './expectation.js';
import { parseRange } from './version-range.js';

/** What a reader must know of the world. */
export interface ExpectationContext {
  /** Ids that an expectation can be of. */
  readonly isClause: (id: ClauseId) => boolean;
  /** For suggestions. */
  readonly clauses: Iterable<ClauseId>;
  /** `2026-11-21`. */
  readonly today: string;
}

export interface ReadExpectations {
  /** In the order of the file; those with a problem are among them as far as they can be read. */
  readonly expectations: readonly Expectation[];
  readonly problems: readonly Problem[];
  /** What is not wrong but unfinished. */
  readonly notes: readonly Problem[];
}

/**
 * Reads one file. What has a problem has one, at its place: unknown keys and clauses, versions that are no range, days
 * that there are none of, and what expired before `today`.
 */
export function readExpectations(text: SpecText, context: ExpectationContext): ReadExpectations {
  const problems = new Problems();
  const source = new Source(text);
  if (!source.reportSyntax(problems)) return { expectations: [], problems: problems.sorted(), notes: [] };
  checkSchema(source, 'expectations', problems);
  checkName(source, problems);
  const entries = source.root.entriesOf('expectations');
  for (const entry of entries) checkEntry(entry, context, problems);
  return { expectations: entries.map(expectationOf), problems: problems.sorted(), notes: notesOn(entries) };
}

function checkName({ root, noun }: Source, problems: Problems): void {
  const name = root.get('target');
  if (name?.text === undefined || name.text === noun) return;
  problems.add(name.at, `the file is called ${noun}.yaml`, `call it ${name.text}.yaml`);
}

function checkEntry({ key, name, value }: SpecEntry, context: ExpectationContext, problems: Problems): void {
  if (!context.isClause(name))
    problems.add(key.at, `there is no clause \`${name}\``, didYouMean(name, context.clauses));
  const versions = value.get('versions');
  if (versions?.text !== undefined && parseRange(versions.text) === undefined)
    problems.add(
      versions.at,
      `\`${versions.text}\` is no range of versions`,
      "write '6.1', '6.1 - 6.12', '6.1 -', '- 6.12' or 'any'",
    );
  const expires = value.get('expires');
  if (expires !== undefined) checkDay(name, expires, context.today, problems);
}

function checkDay(clause: ClauseId, node: SpecNode, today: string, problems: Problems): void {
  const { text = '' } = node;
  const day = new Date(`${text}T00:00:00Z`);
  const exists = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
  if (!exists) problems.add(node.at, `there is no day \`${text}\``, "write it as '2027-06-30'");
  else if (text < today)
    problems.add(
      node.at,
      `the expectation of \`${clause}\` expired on ${text}`,
      'find out whether it still occurs and why, and say how long that shall hold, or take it away',
    );
}

function notesOn(entries: readonly SpecEntry[]): Problem[] {
  return entries.flatMap(({ name, value }) => {
    const reason = value.get('reason');
    if (reason?.text !== TO_BE_JUDGED) return [];
    return [
      {
        ...reason.at,
        message: `nobody has said yet why \`${name}\` is broken`,
        suggestion: 'find out, and write one or two sentences',
      },
    ];
  });
}

function expectationOf({ key, name, value }: SpecEntry): Expectation {
  const observed = value.get('observed');
  const link = value.get('link')?.text;
  return {
    clause: name,
    observed: observed?.text === undefined ? wordsOf(observed) : [observed.text],
    reason: value.textOf('reason'),
    ...(link === undefined ? {} : { link }),
    versions: value.textOf('versions'),
    expires: value.textOf('expires'),
    ...(value.get('rare')?.isTrue === true ? { rare: true } : {}),
    at: key.at,
  };
}

function wordsOf(list: SpecNode | undefined): string[] {
  return list?.items().flatMap(({ text }) => text ?? []) ?? [];
}
