#!/usr/bin/env node
/** The program as a process: standard streams, signals, exit status. */
import { writeSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { isatty } from 'node:tty';
import type { Io } from './io.js';

const DEFAULT_COLUMNS = 80;
const STDOUT = 1;
const STDERR = 2;
/**
 * What is under way may finish for so many ticks after Ctrl-C; then the program ends all the same. A tick that comes late
 * counts for one: a machine that gives us no time takes none of it.
 */
const PATIENCE = { ticks: 18, milliseconds: 50 } as const;

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (stop.signal.aborted) process.exit(2);
    stop.abort();
    endAfter(PATIENCE.ticks);
  });
}

function endAfter(ticks: number): void {
  if (ticks === 0) process.exit(2);
  setTimeout(() => endAfter(ticks - 1), PATIENCE.milliseconds).unref();
}

/** Results that nobody gets are written into the report all the same. */
let isLost = false;
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') stop.abort();
    else cannotWrite(error);
  });
}

/** One line, unless that is what cannot be written. */
function cannotWrite({ message }: Error): void {
  process.exitCode = 2;
  if (isLost) return;
  isLost = true;
  try {
    writeSync(STDERR, `abide: output cannot be written: ${message}\n`);
  } catch {
    // Nobody hears us: the status says it.
  }
}

/** The program is many files, which a process with few descriptors cannot open. */
function cannotStart(error: unknown): undefined {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== 'EMFILE' && code !== 'ENFILE') throw error;
  process.stderr.write(`abide: cannot start: ${message} (allow more open files: \`ulimit -n 1024\`)\n`);
  return undefined;
}

const io: Io = {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  stdin: () => buffer(process.stdin),
  env: process.env,
  isTerminal: { stdout: isatty(STDOUT), stderr: isatty(STDERR) },
  columns: process.stdout.columns || process.stderr.columns || DEFAULT_COLUMNS,
  signal: stop.signal,
  exit: () => undefined,
};

const program = await import('./program.js').catch(cannotStart);
const status = (await program?.runProgram(process.argv.slice(2), io)) ?? 2;
process.exitCode = isLost ? 2 : status;
process.stdin.unref?.();
