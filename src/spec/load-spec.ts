/** Loading: from the files of spec/ to checked data, or to everything that is wrong with them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { compileSpec, compileStepwise } from './compile-spec.js';
import { specRoot } from './find-spec.js';
import type { Loaded } from './types.js';
import { VOCABULARY } from './vocabulary.js';
import type { SpecText } from './yaml/source.js';

/** The directories of spec/ that hold the specification. */
const DIRECTORIES = ['constants', 'types', 'profiles', 'syscalls', 'files', 'laws', 'proc', 'c'];

/**
 * Loads and checks all of spec/.
 *
 * @param root the directory that holds syscalls/, files/, laws/, ...; default: that of this package.
 * @returns the spec, or its problems, all at once, sorted by file and line. Throws only where `root` cannot be read.
 */
export function loadSpec(root: string = specRoot()): Loaded {
  return compileSpec(readTexts(root), VOCABULARY);
}

/** Like `loadSpec`; every now and then it waits for a `turn` of the event loop, and rejects if that does. */
export async function loadSpecInTurns(turn: () => Promise<void>, root: string = specRoot()): Promise<Loaded> {
  const steps = compileStepwise(readTexts(root), VOCABULARY);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await turn();
  }
}

/** The rows of spec/proc alone, by path: a spec in which nothing else stands. It fails like loadSpec. */
export function loadProcFiles(root: string = specRoot()): Loaded {
  return compileSpec(readTexts(root, ['proc']), VOCABULARY);
}

function readTexts(root: string, directories: readonly string[] = DIRECTORIES): SpecText[] {
  const name = basename(resolve(root));
  const present = directories.filter((directory) => existsSync(join(root, directory)));
  const paths = present.flatMap((directory) =>
    readdirSync(join(root, directory), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.yaml'))
      .map((path) => `${directory}/${path.replaceAll('\\', '/')}`),
  );
  return paths
    .sort()
    .map((path) => ({ path, file: `${name}/${path}`, text: readFileSync(join(root, path), 'utf8') }));
}
