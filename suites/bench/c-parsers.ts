/** The generated C parsers: beside read(2) on maps, beside libproc2 on stat and status. */
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emitterOf, loadFormats } from '../../src/grammar/index.js';
import { C_PROGRAM } from './c-program.js';
import type { Comparison, Skipped } from './comparison.js';
import { withCrowd } from './crowd.js';

/** A tenth of what the kernel takes, or so many gigabytes a second; not slower than libproc2. */
const OF_READ = 0.1;
const GIGABYTES = 1;
const OF_LIBRARY = 1;

const MAPPINGS = 24_000;
const CHILDREN = 600;
const FORMATS = ['proc/pid/maps', 'proc/pid/stat', 'proc/pid/status'];

/**
 * Generates, compiles (gcc -O2, in `directory`) and measures. Beside libproc2 both sides open, read and parse the same
 * processes, since it offers no parser of a text; its own look at the directory of each is part of its work. Skips what
 * has no back end, no compiler, no library, and says so.
 */
export async function benchCParsers(
  directory: string,
  crowds: string | undefined,
): Promise<(Comparison | Skipped)[]> {
  const emitter = emitterOf('c');
  if (emitter === undefined || crowds === undefined)
    return [{ what: 'C', skipped: emitter === undefined ? 'there is no back end of C' : 'there is no gcc' }];
  const hasLibrary = existsSync('/usr/include/libproc2/pids.h');
  const program = compile(directory, hasLibrary);
  const maps = await withCrowd(crowds, 'mappings', MAPPINGS, (pid) =>
    row(program, { what: 'maps in C', beside: 'read(2)', most: OF_READ, orGigabytes: GIGABYTES }, [
      'maps',
      String(pid),
    ]),
  );
  if (!hasLibrary) return [maps, { what: 'stat, status in C', skipped: 'libproc2-dev is not installed' }];
  const library = await withCrowd(crowds, 'children', CHILDREN, (_, pids) =>
    ['stat', 'status'].map((name) =>
      row(program, { what: `${name} of ${CHILDREN} in C`, beside: 'libproc2', most: OF_LIBRARY }, [
        name,
        ...pids.map(String),
      ]),
    ),
  );
  return [maps, ...library];
}

function compile(directory: string, hasLibrary: boolean): string {
  const formats = loadFormats();
  const plans = FORMATS.flatMap((name) => formats.get(name)?.plan() ?? []);
  const files = [...(emitterOf('c')?.emit(plans) ?? []), { path: 'main.c', text: C_PROGRAM }];
  for (const { path, text } of files) writeFileSync(join(directory, path), text);
  const sources = files.map(({ path }) => path).filter((path) => path.endsWith('.c'));
  const library = hasLibrary ? ['-DWITH_LIBPROC2', '-lproc2'] : [];
  execFileSync('gcc', ['-std=gnu11', '-O2', ...sources, '-o', 'bench', ...library], {
    cwd: directory,
    stdio: 'pipe',
  });
  return join(directory, 'bench');
}

function row(
  program: string,
  comparison: Pick<Comparison, 'what' | 'beside' | 'most' | 'orGigabytes'>,
  args: readonly string[],
): Comparison {
  const output = execFileSync(program, args, { encoding: 'utf8' });
  const [bytes = NaN, ours = NaN, theirs = NaN] = output.split(' ').map(Number);
  return { ...comparison, bytes, ours, theirs };
}
