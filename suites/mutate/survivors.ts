/** The survivors that somebody has explained: suites/mutate/survivors.yaml. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../../src/spec/index.js';

/** Why a mutant survives: it means the same as the text, or nothing that is seen can tell them apart. */
export interface Explained {
  /** `clause: change`, as the run prints it. */
  readonly mutant: string;
  readonly reason: string;
}

/** Reads the list. Throws where an entry is not two texts, or a mutant stands there twice. */
export function readSurvivors(): Explained[] {
  const list: unknown =
    parse(readFileSync(join(packageRoot(), 'suites/mutate/survivors.yaml'), 'utf8')) ?? [];
  if (!Array.isArray(list) || !list.every(isExplained)) {
    throw new Error('survivors.yaml is a list of entries, each with a `mutant` and a `reason`');
  }
  const twice = list.find(({ mutant }, at) => list.findIndex((one) => one.mutant === mutant) !== at);
  if (twice !== undefined) throw new Error(`survivors.yaml has "${twice.mutant}" twice`);
  return list;
}

function isExplained(entry: unknown): entry is Explained {
  if (typeof entry !== 'object' || entry === null) return false;
  const { mutant, reason, ...more } = entry as Record<string, unknown>;
  return typeof mutant === 'string' && typeof reason === 'string' && Object.keys(more).length === 0;
}
