/** Reads grammars/: every format in it, each compiled when it is first used. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFormat, type Format } from './format.js';
import type { FormatMeta } from './ir.js';
import { LazyFormat } from './lazy-format.js';
import { GrammarError, type GrammarProblem } from './notation/problem.js';
import { readGrammar } from './notation/read-grammar.js';
import type { GrammarFile } from './notation/syntax.js';
import { resolve } from './resolve.js';
import { resolveMeta } from './resolve-meta.js';

/** Every format by its name: `proc/pid/stat`. */
export type CompiledFormats = ReadonlyMap<string, Format>;

/**
 * The formats of the grammars below `directory` (default: the package's own). A grammar is read when somebody asks for
 * its meta, and compiled when it is used: each use throws GrammarError while it has problems (checkGrammars tells
 * them all).
 */
export function loadFormats(directory: string = grammarDirectory()): CompiledFormats {
  return new Map(grammarPaths(directory).map((path) => [nameOf(path), lazyFormat(directory, path)]));
}

/** Every problem of the grammars below `directory`; none if they compile. */
export function checkGrammars(directory: string = grammarDirectory()): readonly GrammarProblem[] {
  return grammarPaths(directory).flatMap((path) => {
    try {
      compile(directory, path);
      return [];
    } catch (thrown) {
      if (thrown instanceof GrammarError) return thrown.problems;
      throw thrown;
    }
  });
}

function lazyFormat(directory: string, path: string): Format {
  return new LazyFormat(nameOf(path), {
    meta: () => headerOf(nameOf(path), read(directory, path)),
    compile: () => compile(directory, path),
  });
}

function compile(directory: string, path: string): Format {
  const library = (used: string): GrammarFile | undefined => tryRead(directory, used);
  return compileFormat(resolve(nameOf(path), read(directory, path), library));
}

function headerOf(name: string, file: GrammarFile): FormatMeta {
  const problems: GrammarProblem[] = [];
  const meta = resolveMeta(name, file, (problem) => problems.push(problem));
  if (problems.length > 0) throw new GrammarError(problems);
  return meta;
}

function nameOf(path: string): string {
  return path.slice(0, -'.ebnf'.length);
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
