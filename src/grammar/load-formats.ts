/** Reads grammars/ and compiles every format in it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFormat, type Format } from './format.js';
import { GrammarError, type GrammarProblem } from './notation/problem.js';
import { readGrammar } from './notation/read-grammar.js';
import type { GrammarFile } from './notation/syntax.js';
import { resolve } from './resolve.js';

/** Every format by its name: `proc/pid/stat`. */
export type CompiledFormats = ReadonlyMap<string, Format>;

/**
 * The formats of the grammars below `directory` (default: the package's own). Throws GrammarError with the
 * problems of all files at once.
 */
export function loadFormats(directory: string = grammarDirectory()): CompiledFormats {
  const formats = new Map<string, Format>();
  const problems: GrammarProblem[] = [];
  for (const path of grammarPaths(directory)) {
    const name = path.slice(0, -'.ebnf'.length);
    try {
      formats.set(
        name,
        compileFormat(resolve(name, read(directory, path), (library) => tryRead(directory, library))),
      );
    } catch (thrown) {
      if (!(thrown instanceof GrammarError)) throw thrown;
      problems.push(...thrown.problems);
    }
  }
  if (problems.length > 0) throw new GrammarError(problems);
  return formats;
}

/** Every problem of the grammars below `directory`; none if they compile. */
export function checkGrammars(directory: string = grammarDirectory()): readonly GrammarProblem[] {
  try {
    loadFormats(directory);
    return [];
  } catch (thrown) {
    if (thrown instanceof GrammarError) return thrown.problems;
    throw thrown;
  }
}

/** The package's own grammars/: found upwards from here, so that it works from src/ and from dist/. */
export function grammarDirectory(): string {
  let directory = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(directory, 'grammars'))) {
    const parent = dirname(directory);
    if (parent === directory) throw new Error('the package has no grammars/ directory');
    directory = parent;
  }
  return join(directory, 'grammars');
}

function grammarPaths(directory: string): string[] {
  const paths = readdirSync(join(directory, 'proc'), { recursive: true, encoding: 'utf8' });
  return paths
    .filter((path) => path.endsWith('.ebnf'))
    .map((path) => `proc/${path}`)
    .sort();
}

function tryRead(directory: string, path: string): GrammarFile | undefined {
  return existsSync(join(directory, path)) ? read(directory, path) : undefined;
}

function read(directory: string, path: string): GrammarFile {
  return readGrammar(`grammars/${path}`, readFileSync(join(directory, path), 'utf8'));
}
