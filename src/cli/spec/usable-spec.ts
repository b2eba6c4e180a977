/** The spec for a command that needs it whole. */
import { existsSync } from 'node:fs';
import { loadSpec, loadSpecInTurns, problemText, type Loaded, type Spec } from '../../spec/index.js';
import { CannotDo } from '../io.js';

/** The spec of `root` (default: our own). Fails with the first problem where it has any: one clear line. */
export function usableSpec(root?: string): Spec {
  return usable(loadedSpec(root));
}

/** Our own spec, loaded in turns: it fails like `usableSpec`, and as `turn` does. */
export async function usableSpecInTurns(turn: () => Promise<void>): Promise<Spec> {
  return usable(await loadSpecInTurns(turn));
}

function usable(loaded: Loaded): Spec {
  if (loaded.ok) return loaded.spec;
  const [first, ...others] = loaded.problems;
  const text = first === undefined ? 'spec/ cannot be used' : problemText(first);
  throw new CannotDo(
    text,
    others.length === 0 ? undefined : `\`abide spec check\` tells ${others.length} more`,
  );
}

/** Like `loadSpec`, but a directory that is not there is the user's mistake. */
export function loadedSpec(root?: string): Loaded {
  if (root !== undefined && !existsSync(root)) throw new CannotDo(`there is no directory ${root}`);
  return loadSpec(root);
}
