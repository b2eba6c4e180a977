/** The spec for a command that needs it whole. */
import { existsSync } from 'node:fs';
import { loadSpec, problemText, type Loaded, type Spec } from '../../spec/index.js';
import { CannotDo } from '../io.js';

/** The spec of `root` (default: our own). Fails with the first problem where it has any: one clear line. */
export function usableSpec(root?: string): Spec {
  const loaded = loadedSpec(root);
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
