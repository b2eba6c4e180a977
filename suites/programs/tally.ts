/** The census as people read it: how many there are of each sort, and a line for each program that is not as it should be. */
import { counted, grouped } from '../../src/report/index.js';
import type { Fate } from './fate.js';
import type { Ended } from './kept.js';

/** What became of the scenario that is called so. */
export interface Told {
  readonly name: string;
  readonly fate: Fate;
}

export interface Tally {
  readonly text: string;
  /** No program says that this kernel deviates, none was killed, late, or left anything running. */
  readonly good: boolean;
}

/** A program that was run. */
interface Ran {
  readonly name: string;
  readonly ended: Ended;
}

/** Programs that have something in common. */
interface Sort {
  readonly title: string;
  readonly has: (ended: Ended) => boolean;
  /** What is told of each of them. */
  readonly lines: (among: readonly Ran[]) => string[];
  /** There should be none. */
  readonly wrong?: true;
}

/** A program is of the first sort that has it. */
const SORTS: readonly Sort[] = [
  { title: 'exited with 0', has: (ended) => isExit(ended, 0), lines: () => [] },
  {
    title: 'exited with 2 because they need root',
    has: (ended) => isExit(ended, 2) && /\broot\b/.test(ended.said),
    lines: (among) => summed(among.map(({ ended }) => ended.said.trim())),
  },
  {
    title: 'exited with 2 for another reason',
    has: (ended) => isExit(ended, 2),
    lines: (among) => among.map(lineOf),
  },
  {
    title: 'exited with 1',
    has: (ended) => isExit(ended, 1),
    lines: (among) => among.map(lineOf),
    wrong: true,
  },
  { title: 'ended otherwise', has: () => true, lines: (among) => among.map(lineOf), wrong: true },
];

/** Counts. */
export function tallyOf(all: readonly Told[]): Tally {
  const ran = all.flatMap(({ name, fate }) => (fate.kind === 'ran' ? [{ name, ended: fate.ended }] : []));
  const refused = all.flatMap(({ fate }) => (fate.kind === 'refused' ? [fate.reason] : []));
  const uncompiled = all.flatMap(({ name, fate }) =>
    fate.kind === 'uncompiled' ? [`    ${name}: ${fate.reason}`] : [],
  );
  const leaving = ran.filter(({ ended }) => ended.left > 0);
  const sorts = SORTS.map((sort) => ({
    ...sort,
    among: ran.filter(({ ended }) => SORTS.find(({ has }) => has(ended)) === sort),
  }));
  const lines = [
    `${counted(all.length, 'scenario')}: ${all.length - ran.length - refused.length - uncompiled.length} for another profile, ${refused.length} refused, ${grouped(ran.length + uncompiled.length)} exported`,
    ...summed(refused),
    ...sorts.flatMap(({ title, among, lines: linesOf }) => [
      `${title}: ${grouped(among.length)}`,
      ...linesOf(among),
    ]),
    `not compiled: ${uncompiled.length}`,
    ...uncompiled,
    `left something running: ${leaving.length}`,
    ...leaving.map(({ name, ended }) => `    ${name}: ${ended.left}`),
  ];
  const wrong = sorts.some((sort) => sort.wrong === true && sort.among.length > 0);
  return { text: lines.join('\n'), good: !wrong && uncompiled.length === 0 && leaving.length === 0 };
}

function isExit({ how, number }: Ended, status: number): boolean {
  return how === 'exit' && number === status;
}

/** How many for each reason, the most first; the number of a step does not make it another one. */
function summed(reasons: readonly string[]): string[] {
  const sums = new Map<string, number>();
  for (const reason of reasons.map((one) => one.replace(/\bstep \d+\b/g, 'a step')))
    sums.set(reason, (sums.get(reason) ?? 0) + 1);
  return [...sums]
    .sort(([a, some], [b, others]) => others - some || (a < b ? -1 : 1))
    .map(([reason, count]) => `${String(count).padStart(6)} ${reason}`);
}

function lineOf({ name, ended: { how, number, said } }: Ran): string {
  const ending = how === 'signal' ? `killed by signal ${number}: ` : how === 'late' ? 'not in time: ' : '';
  return `    ${name}: ${ending}${said.trim().replaceAll('\n', '; ') || 'it says nothing'}`;
}
