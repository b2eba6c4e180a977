/** Whether no text begins in two ways, step by step. */
import type { Beginning } from './beginning.js';
import { EMPTY, type ByteSet } from './byte-set.js';

/** How many steps of a beginning were taken, and whether the last of them is a run that may go on. */
interface Progress {
  readonly taken: number;
  readonly running: boolean;
}

const START: Progress = { taken: 0, running: false };

/** Whether no text begins like `a` and like `b`: each byte that fits one way of going on fits none of the other. */
export function partWays(a: Beginning, b: Beginning): boolean {
  const seen = new Set<string>();
  const open: (readonly [Progress, Progress])[] = [[START, START]];
  for (let pair = open.pop(); pair; pair = open.pop()) {
    const [left, right] = pair;
    if (isDone(a, left) || isDone(b, right)) return false;
    const key = `${left.taken}${left.running},${right.taken}${right.running}`;
    if (seen.has(key)) continue;
    seen.add(key);
    for (const [leftSet, nextLeft] of waysOn(a, left))
      for (const [rightSet, nextRight] of waysOn(b, right))
        if ((leftSet & rightSet) !== EMPTY) open.push([nextLeft, nextRight]);
  }
  return true;
}

/** All steps were taken: whatever comes now fits. */
function isDone(steps: Beginning, { taken }: Progress): boolean {
  return taken === steps.length;
}

/** The bytes that fit next, and where they lead: on in the run, or to the next step with a byte that is not of the run. */
function waysOn(steps: Beginning, { taken, running }: Progress): (readonly [ByteSet, Progress])[] {
  const run = running ? (steps[taken - 1]?.set ?? EMPTY) : EMPTY;
  const next = steps[taken];
  const ways: (readonly [ByteSet, Progress])[] = running ? [[run, { taken, running }]] : [];
  if (next) ways.push([next.set & ~run, { taken: taken + 1, running: next.run }]);
  return ways;
}
