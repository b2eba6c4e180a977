/** Two surveys side by side: which files, fields and framing one tree has and the other has not. */
import type { FileSurvey, Survey } from './survey.js';

/** What differs about the files of one pattern. Where only one tree has them, nothing else is said. */
export interface Difference {
  readonly pattern: string;
  readonly only?: 'first' | 'second';
  /** What is on one side only. */
  readonly fields?: Sides;
  readonly ends?: Sides;
  readonly verdicts?: Sides;
}

export interface Sides {
  readonly first: readonly string[];
  readonly second: readonly string[];
}

/**
 * Every difference, by pattern; none if the trees look alike. What differs about a thread's file just as about its
 * process's file is told once.
 */
export function compareSurveys(first: Survey, second: Survey): readonly Difference[] {
  const patterns = [...new Set([...first.keys(), ...second.keys()])].sort();
  const found = new Map<string, Difference>();
  for (const pattern of patterns) {
    const difference = compareFiles(pattern, first.get(pattern), second.get(pattern));
    if (difference) found.set(pattern, difference);
  }
  return [...found.values()].filter((difference) => {
    const ofProcess = found.get(difference.pattern.replace('/task/[tid]/', '/'));
    return ofProcess === difference || !isSame(ofProcess, difference);
  });
}

function compareFiles(
  pattern: string,
  a: FileSurvey | undefined,
  b: FileSurvey | undefined,
): Difference | undefined {
  if (!a || !b) return { pattern, only: a ? 'first' : 'second' };
  const differences = {
    ...sides('fields', a.fields, b.fields),
    ...sides('ends', a.ends, b.ends),
    ...sides('verdicts', a.verdicts, b.verdicts),
  };
  return Object.keys(differences).length === 0 ? undefined : { pattern, ...differences };
}

function isSame(a: Difference | undefined, b: Difference): boolean {
  return JSON.stringify({ ...a, pattern: '' }) === JSON.stringify({ ...b, pattern: '' });
}

function sides(
  name: 'fields' | 'ends' | 'verdicts',
  a: ReadonlySet<string>,
  b: ReadonlySet<string>,
): Partial<Record<typeof name, Sides>> {
  const first = [...a].filter((item) => !b.has(item)).sort();
  const second = [...b].filter((item) => !a.has(item)).sort();
  return first.length + second.length === 0 ? {} : { [name]: { first, second } };
}
