/** What becomes of a scenario: a program that was run, or the reason why there is none. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Assembly } from '../../src/cli/assembly.js';
import { CannotDo } from '../../src/cli/io.js';
import { programOfScenario } from '../../src/cli/program-of-scenario.js';
import { compiled } from './compiled.js';
import { kept, type Ended, type Keeping } from './kept.js';
import type { Named } from './written.js';

/** `uncompiled`: the compiler does not take the program, or warns. */
export type Fate =
  | { readonly kind: 'another profile' }
  | { readonly kind: 'refused' | 'uncompiled'; readonly reason: string }
  | { readonly kind: 'ran'; readonly ended: Ended };

export interface Place extends Keeping {
  readonly assembly: Assembly;
  /** The profile of this kernel: what is about others is not exported. */
  readonly profile: string;
  /** Where each program has a directory of its own. */
  readonly directory: string;
}

/** Exports a scenario, compiles the program and runs it. Rejects where that could not be done. */
export async function fateOf(named: Named, place: Place): Promise<Fate> {
  if (named.scenario.setting.profile !== place.profile) return { kind: 'another profile' };
  const exported = await programOfScenario(place.assembly, named).catch((error: unknown) => {
    if (error instanceof CannotDo) return { ok: false as const, reason: error.message };
    throw error;
  });
  if (!exported.ok) return { kind: 'refused', reason: exported.reason };
  const own = join(place.directory, named.name.replaceAll('/', '-'));
  mkdirSync(own);
  const source = join(own, 'program.c');
  writeFileSync(source, exported.program);
  try {
    await compiled(source);
  } catch (error) {
    return { kind: 'uncompiled', reason: String(error) };
  }
  return { kind: 'ran', ended: await kept(join(own, 'program'), place) };
}
