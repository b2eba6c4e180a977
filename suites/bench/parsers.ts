/** The fast parsers beside nearley, and beside the time the kernel takes to produce the same text. */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { loadFormats } from '../../src/grammar/index.js';

/** One row: microseconds a text, and what they are in terms of the kernel's and of nearley's. */
export interface ParserFigures {
  readonly format: string;
  readonly bytes: number;
  readonly fast: number;
  readonly print: number;
  readonly kernel: number;
  readonly nearley: number;
  /** fast / kernel: below 1, parsing costs less than reading. */
  readonly ofKernel: number;
  /** nearley / fast: how many times faster. */
  readonly overNearley: number;
}

const OF_PROCESS = /^\/proc\/\[pid\]\/[^[*]+$/;

/** Measures every format of a process on this process's own files. Takes about two seconds; throws where there is no /proc. */
export function benchParsers(): ParserFigures[] {
  return [...loadFormats().values()].flatMap((format) => {
    const path = format.meta.paths.find((candidate) => OF_PROCESS.test(candidate))?.replace('[pid]', 'self');
    if (path === undefined) return [];
    const text = new Uint8Array(readFileSync(path));
    const parsed = format.parse(text);
    if (!parsed.ok) throw new Error(`${path} does not parse`);
    const fast = microseconds(20_000, () => format.parse(text));
    const print = microseconds(5_000, () => format.print(parsed.value));
    const kernel = readTime(path);
    const nearley = microseconds(10, () => format.parseReference(text));
    const ratios = { ofKernel: fast / kernel, overNearley: nearley / fast };
    return [{ format: format.name, bytes: text.length, fast, print, kernel, nearley, ...ratios }];
  });
}

function readTime(path: string): number {
  const file = openSync(path, 'r');
  const buffer = new Uint8Array(1 << 16);
  try {
    return microseconds(5_000, () => readSync(file, buffer, 0, buffer.length, 0));
  } finally {
    closeSync(file);
  }
}

/** The median of five rounds, after one that warms up. */
function microseconds(times: number, action: () => unknown): number {
  const rounds = Array.from({ length: 6 }, () => {
    const start = performance.now();
    for (let i = 0; i < times; i++) action();
    return ((performance.now() - start) / times) * 1000;
  });
  return rounds.slice(1).sort((a, b) => a - b)[2] ?? 0;
}
