/** Checks a tree like /proc: every process, every file that has a grammar. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ParseFailure } from './failure.js';
import type { Format } from './format.js';
import type { CompiledFormats } from './load-formats.js';
import { readProcFile } from './read-proc-file.js';

/** What came of one file. */
export type FileVerdict = { readonly path: string; readonly format: string } & (
  | { readonly kind: 'conforms' }
  | { readonly kind: 'departs'; readonly failure: ParseFailure }
  | { readonly kind: 'not readable'; readonly why: string; readonly errno: string }
);

/** The files of one process, for progress: how many processes there are, which one this is. */
export interface ProcessVerdicts {
  readonly pid: string;
  readonly index: number;
  readonly processes: number;
  readonly files: readonly FileVerdict[];
}

/**
 * The verdicts of every process below `root`, strictly, as they come. A process that goes away gives `not
 * readable`, `gone`. Throws the errno of reading `root` itself.
 */
export function* checkTree(root: string, formats: CompiledFormats): Generator<ProcessVerdicts> {
  const pids = readdirSync(root).filter((name) => /^[0-9]+$/.test(name));
  const perProcess = [...formats.values()].flatMap((format) =>
    format.meta.paths
      .filter((path) => OF_PROCESS.test(path))
      .map((path) => ({ format, below: path.slice(PROCESS.length) })),
  );
  pids.sort((a, b) => Number(a) - Number(b));
  for (const [index, pid] of pids.entries()) {
    const files = perProcess.map(({ format, below }) => checkFile(join(root, pid, below), format));
    yield { pid, index, processes: pids.length, files };
  }
}

const PROCESS = '/proc/[pid]/';
/** Files of a process with one format each. */
const OF_PROCESS = /^\/proc\/\[pid\]\/[^[*]+$/;

function checkFile(path: string, format: Format): FileVerdict {
  const file = { path, format: format.name };
  const reading = readProcFile(path);
  if (!reading.ok) return { ...file, kind: 'not readable', why: reading.why, errno: reading.errno };
  const parsed = format.parse(reading.text);
  return parsed.ok ? { ...file, kind: 'conforms' } : { ...file, kind: 'departs', failure: parsed.failure };
}
