/** What keeps a target from being available here, and what to do about it. */
import type { TargetDescription } from '../target.js';
import { versionOf } from './confined.js';

/** Why a target is not available, and the command that would make it so. */
export type Obstacle = Pick<TargetDescription, 'reason' | 'remedy'>;

/** The description of a target that is available unless there is an obstacle; the first one is told. */
export function describeUnless(
  obstacles: readonly (Obstacle | undefined)[],
  description: Omit<TargetDescription, 'available' | 'reason' | 'remedy'>,
): TargetDescription {
  const first = obstacles.find((one) => one !== undefined);
  return { ...description, available: first === undefined, ...first };
}

/** One of `programs` is not in PATH; Debian has them in `packages`. */
export function missingProgram(programs: readonly string[], packages: string): Obstacle | undefined {
  const missing = programs.find((program) => versionOf(program) === undefined);
  if (missing === undefined) return undefined;
  return {
    reason: `no ${missing} in PATH`,
    remedy: `install it: \`apt-get install ${packages}\` on Debian`,
  };
}

/** This is no Linux for x86_64, which `program` needs. */
export function otherMachine(program: string): Obstacle | undefined {
  const isRight = process.platform === 'linux' && process.arch === 'x64';
  return isRight ? undefined : { reason: `${program} runs on Linux for x86_64 only` };
}

/** The running kernel is older than `since`, which it has to be no older than for `why`. */
export function olderThan(
  release: string,
  [major, minor]: readonly [number, number],
  why: string,
): Obstacle | undefined {
  const [own = 0, below = 0] = release.split('.').map((part) => Number.parseInt(part, 10));
  if (own > major || (own === major && below >= minor)) return undefined;
  return {
    reason: `${why} before Linux ${major}.${minor} (this is ${release})`,
    remedy: 'run it on a newer kernel',
  };
}
