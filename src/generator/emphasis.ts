/** How often calls are drawn: by what kind of call they are, and by what a scenario is about. */
import type { Spec } from '../spec/index.js';
import type { Traits } from './traits.js';

/** A theme: weights of families of calls (folders of spec/syscalls), and of every family that is not named. */
export interface Theme {
  readonly families: Readonly<Record<string, number>>;
  readonly others: number;
}

/** What suites may ask for; `weightsOf` turns one into weights of calls. */
export const THEMES = {
  contract: { families: {}, others: 1 },
  descriptors: { families: { fd: 6, file: 4, process: 2 }, others: 0 },
  signals: { families: { signal: 6, process: 3, fd: 2 }, others: 0 },
  timers: { families: { time: 6, signal: 5, process: 2 }, others: 0 },
  identities: { families: { identity: 6, process: 4, sched: 4, signal: 4, fd: 1, file: 1 }, others: 0 },
  processes: { families: { process: 6, signal: 3, fd: 2 }, others: 1 },
} as const satisfies Record<string, Theme>;

export type ThemeName = keyof typeof THEMES;

/** The weights of all `full` calls under a theme, to be given to `Generator.scenarios` as `calls`. */
export function weightsOf(spec: Spec, name: ThemeName): Record<string, number> {
  const { families, others }: Theme = THEMES[name];
  const full = [...spec.syscalls.values()].filter(({ depth }) => depth === 'full');
  return Object.fromEntries(full.map((call) => [call.name, families[call.family] ?? others]));
}

/** The weight of a call among others, `early` in a scenario (when there is little to work on) or later. */
export function emphasis(traits: Traits, early: boolean): number {
  const [, first, later] = EMPHASES.find(([holds]) => holds(traits)) ?? OTHERS;
  return early ? first : later;
}

type Emphasis = readonly [holds: (traits: Traits) => boolean, early: number, later: number];

/** The first line that holds for a call says how often it is drawn. */
const EMPHASES: readonly Emphasis[] = [
  [({ ends }) => ends, 1, 6],
  [({ syscall }) => syscall.signature.creates, 24, 8],
  [({ syscall }) => syscall.signature.replaces, 1, 6],
  [({ asks }) => asks, 1, 2],
  [({ operations, waits }) => operations.size > 0 && waits, 10, 30],
  [({ prepares }) => prepares, 16, 10],
  [({ makes }) => makes, 12, 5],
  [({ waits }) => waits, 12, 12],
];
const OTHERS: Emphasis = [() => true, 8, 8];
