/** What the files of one tree like /proc look like: their fields and their framing, all processes taken together. */
import type { Bytes } from '../abi/index.js';
import type { FieldValue } from '../grammar/index.js';
import { checkEntry, type CheckOptions, type FileVerdict } from './check-entry.js';
import { pathPattern } from './path-pattern.js';
import { partsOf } from './walk.js';

/** How a text ends. */
export type End = 'newline' | 'NUL' | 'another byte' | 'empty';

/** The files of one pattern (`[pid]/status`). */
export interface FileSurvey {
  /** The verdicts that there were: `conforms`, `departs`, `not readable (EACCES)`, ... */
  readonly verdicts: ReadonlySet<string>;
  readonly ends: ReadonlySet<End>;
  /** Every field that some file had: `Uid.real`, `args[]`. */
  readonly fields: ReadonlySet<string>;
}

/** By pattern. */
export type Survey = ReadonlyMap<string, FileSurvey>;

/**
 * Surveys the tree at `options.root`. `heard` is called behind each part, and awaited: if it answers false, the survey
 * ends there. Rejects with the errno of reading the root itself.
 */
export async function surveyTree(
  options: CheckOptions,
  heard: (done: number, parts: number) => Promise<boolean> = () => Promise.resolve(true),
): Promise<Survey> {
  const survey = new Map<string, { verdicts: Set<string>; ends: Set<End>; fields: Set<string> }>();
  const parts = partsOf(options.root);
  for (const [index, part] of parts.entries()) {
    for (const entry of part.entries()) {
      const { verdict, text, value } = checkEntry(entry, options);
      const pattern = pathPattern(verdict.path);
      const file = survey.get(pattern) ?? { verdicts: new Set(), ends: new Set(), fields: new Set() };
      survey.set(pattern, file);
      file.verdicts.add(verdictText(verdict));
      if (text !== undefined) file.ends.add(endOf(text));
      if (value !== undefined) addFields(value, '', file.fields);
    }
    if (!(await heard(index + 1, parts.length))) break;
  }
  return survey;
}

function verdictText(verdict: FileVerdict): string {
  return verdict.kind === 'not readable' ? `not readable (${verdict.errno})` : verdict.kind;
}

function endOf(text: Bytes): End {
  if (text === '') return 'empty';
  if (text.endsWith('\n')) return 'newline';
  return text.endsWith('\0') ? 'NUL' : 'another byte';
}

function addFields(value: FieldValue, path: string, fields: Set<string>): void {
  if (value === undefined) return;
  if (Array.isArray(value)) {
    for (const item of value as readonly FieldValue[]) addFields(item, `${path}[]`, fields);
  } else if (typeof value === 'object') {
    for (const [label, member] of Object.entries(value)) addFields(member, join(path, label), fields);
  } else fields.add(path);
}

function join(path: string, label: string): string {
  return path === '' ? label : `${path}.${label}`;
}
