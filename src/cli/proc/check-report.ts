/** What `abide proc check` found, for people: what departs first, then what could not be judged, in groups. */
import { failureText, quoted } from '../../grammar/index.js';
import { pathPattern, type FileVerdict } from '../../procfs/index.js';

type Kind = FileVerdict['kind'];

/** The report, at 80 columns wherever paths allow it; the last line counts. */
export function checkReport(files: readonly FileVerdict[]): string {
  const groups = (kind: Kind, why: (file: FileVerdict) => string): string[] =>
    grouped(
      files.filter((file) => file.kind === kind),
      why,
    );
  return [
    ...files.flatMap(finding),
    ...section(
      'no grammar:',
      groups('no grammar', () => ''),
    ),
    ...section('not readable:', groups('not readable', reasonOf)),
    ...section('not possible here:', groups('not possible here', reasonOf)),
    summary(files),
    '',
  ].join('\n');
}

function finding(file: FileVerdict): string[] {
  const path = quoted(file.path).slice(1, -1);
  if (file.kind === 'departs')
    return [`${path}: departs from ${file.format}`, `  at ${failureText(file.failure)}`];
  if (file.kind === 'prints differently')
    return [
      `${path}: abide prints ${file.format} differently at offset ${file.offset}`,
      '  that is a fault of abide: please report it',
    ];
  return [];
}

function reasonOf(file: FileVerdict): string {
  if (file.kind === 'not possible here') return file.errno;
  return file.kind === 'not readable' ? `${file.why} (${file.errno})` : '';
}

/** Files alike in all but the numbers of processes and threads, as one line with how many there are. */
function grouped(files: readonly FileVerdict[], why: (file: FileVerdict) => string): string[] {
  const counts = new Map<string, number>();
  for (const file of files) {
    const line = `${why(file).padEnd(24)}${quoted(pathPattern(file.path)).slice(1, -1)}`.trim();
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return [...counts].sort().map(([line, count]) => `${line}${count > 1 ? `  (${count} times)` : ''}`);
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

function summary(files: readonly FileVerdict[]): string {
  const count = (kind: Kind): number => files.filter((file) => file.kind === kind).length;
  const faults = count('prints differently');
  return [
    `${files.length - count('not possible here')} files: ${count('conforms')} conform, ${count('departs')} depart`,
    ...(faults > 0 ? [`${faults} printed differently`] : []),
    `${count('no grammar')} without grammar, ${count('not readable')} not readable`,
  ].join(', ');
}
