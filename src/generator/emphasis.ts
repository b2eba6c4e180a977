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
export function emphasis({ asks, ends, prepares, makes, syscall }: Traits, early: boolean): number {
  if (ends) return early ? 1 : 6;
  if (syscall.signature.creates) return early ? 14 : 6;
  if (syscall.signature.replaces) return early ? 1 : 4;
  if (asks) return 2;
  if (prepares || makes) return early ? 14 : 8;
  return 8;
}
