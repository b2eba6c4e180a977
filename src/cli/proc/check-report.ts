/** What `abide proc check` found, for people: what departs first, then what could not be judged, in groups. */
import { failureText, quoted } from '../../grammar/index.js';
import { pathPattern, type Oddity } from '../../procfs/index.js';
import { wrap } from '../../report/index.js';
import type { ToldVerdict } from './reasons.js';

type Kind = ToldVerdict['kind'];

export interface ReportOptions {
  readonly columns: number;
  /** Every path that could not be read, not only a few of each group. */
  readonly isComplete?: boolean;
  /** Which files are there against what is said of the version, or are not. */
  readonly oddities?: readonly Oddity[];
}

/** The report, within `columns` wherever paths allow it; the last line counts. */
export function checkReport(files: readonly ToldVerdict[], options: ReportOptions): string {
  const unreadable = files.filter(({ kind }) => kind === 'not readable');
  const of = (kind: Kind): readonly ToldVerdict[] => files.filter((file) => file.kind === kind);
  return [
    ...findings(files),
    ...section('against what is said of this version:', (options.oddities ?? []).map(oddity)),
    ...section('no grammar:', patterns(of('no grammar'))),
    ...section('not readable:', groups(unreadable, options)),
    ...section('not possible here:', of('not possible here').map(impossible)),
    summary(files),
    '',
  ].join('\n');
}

/** The first of each group of findings that differ in processes, threads and descriptors only, and how many more. */
function findings(files: readonly ToldVerdict[]): string[] {
  return [...groupedBy(files, likeness).values()].flatMap(([first, ...more]) => {
    const lines = first === undefined ? [] : finding(first);
    if (first === undefined || lines.length === 0 || more.length === 0) return lines;
    return [...lines, `  and ${more.length} more like it: ${plain(patternOf(first))}`];
  });
}

const ODD: Readonly<Record<Oddity['kind'], string>> = {
  'too new': 'is there, though Linux has it since',
  'too old': 'is there, though the last Linux that has it is',
  missing: 'is not there, though no Linux is known to lack it since',
};

function oddity({ pattern, kind, version }: Oddity): string {
  return `${plain(pattern)} ${ODD[kind]} ${version}`;
}

function likeness(file: ToldVerdict): string {
  const what = file.kind === 'departs' ? [file.format, ...file.failure.expected] : [];
  return JSON.stringify([file.kind, patternOf(file), ...what]);
}

/** What a process has and each of its threads has, too, is alike. */
function patternOf({ path }: ToldVerdict): string {
  return pathPattern(path).replace('/task/[tid]/', '/');
}

function finding(file: ToldVerdict): string[] {
  const path = plain(file.path);
  if (file.kind === 'departs')
    return [`${path}: departs from ${file.format}`, `  at ${failureText(file.failure)}`];
  if (file.kind === 'prints differently')
    return [
      `${path}: abide prints ${file.format} differently at offset ${file.offset}`,
      '  that is a fault of abide: please report it',
    ];
  return [];
}

function impossible(file: ToldVerdict): string {
  return `${file.kind === 'not possible here' ? file.errno.padEnd(12) : ''}${plain(file.path)}`;
}

/** So many paths of a group are named. */
const NAMED = 3;

/** What could not be read, the largest group first: how many, why, and which. */
function groups(files: readonly ToldVerdict[], { columns, isComplete = false }: ReportOptions): string[] {
  return [...groupedBy(files, reasonText)]
    .sort(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1))
    .flatMap(([reason, members]) => [
      ...wrap(`${members.length} ${reason}`, columns - 2, '').split('\n'),
      ...(isComplete
        ? patterns(members).map((line) => `    ${line}`)
        : wrap(examples(members), columns - 2, '    ').split('\n')),
    ]);
}

function reasonText(file: ToldVerdict): string {
  if (file.kind !== 'not readable') return '';
  return `${file.why} (${file.errno})${file.reason === undefined ? '' : `: ${file.reason}`}`;
}

function examples(files: readonly ToldVerdict[]): string {
  const names = [...new Set(files.map(patternOf))].sort();
  const more = names.length - NAMED;
  return [...names.slice(0, NAMED).map(plain), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

/** Paths alike in all but the numbers of processes and threads, as one line with how many there are. */
function patterns(files: readonly ToldVerdict[]): string[] {
  return [...groupedBy(files, ({ path }) => pathPattern(path))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([pattern, { length }]) => `${plain(pattern)}${length > 1 ? `  (${length} times)` : ''}`);
}

function groupedBy(
  files: readonly ToldVerdict[],
  keyOf: (file: ToldVerdict) => string,
): Map<string, ToldVerdict[]> {
  const groups = new Map<string, ToldVerdict[]>();
  for (const file of files) {
    const members = groups.get(keyOf(file));
    if (members) members.push(file);
    else groups.set(keyOf(file), [file]);
  }
  return groups;
}

function plain(path: string): string {
  return quoted(path).slice(1, -1);
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

function summary(files: readonly ToldVerdict[]): string {
  const count = (kind: Kind): number => files.filter((file) => file.kind === kind).length;
  const faults = count('prints differently');
  return [
    `${files.length - count('not possible here')} files: ${count('conforms')} conform, ${count('departs')} depart`,
    ...(faults > 0 ? [`${faults} printed differently`] : []),
    `${count('no grammar')} without grammar, ${count('not readable')} not readable`,
  ].join(', ');
}
