/** What parsing takes in memory: a value for a text, and next to nothing for a callback. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadFormats, type Format } from '../../src/grammar/index.js';

export interface MemoryFigures {
  /** Of the value that parse() gives, for each byte of a text of maps. */
  readonly bytesPerByte: number;
  /** Most MiB that parseEach() held at a time on texts of 20 and of 200 MB. */
  readonly small: number;
  readonly large: number;
  /** MB of the second one a second, whole looks at the memory left out. */
  readonly megabytesPerSecond: number;
  /** A constant: the large text takes no more than the small one, but for so many MiB. */
  readonly slack: number;
}

const MB = 1_000_000;
const SLACK = 4;
/** How often parseEach() is stopped to look at the memory. */
const LOOKS = 10;

/** Measures with a synthetic text of maps, in chunks of 64 KiB. Takes some seconds. */
export function benchParserMemory(): MemoryFigures {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const format = loadFormats().get('proc/pid/maps');
  if (format === undefined) throw new Error('no format of maps');
  const small = mostHeld(format, 20 * MB, collect);
  const large = mostHeld(format, 200 * MB, collect);
  return {
    bytesPerByte: valueSize(format, collect),
    small: small.mebibytes,
    large: large.mebibytes,
    megabytesPerSecond: 200_000 / large.milliseconds,
    slack: SLACK,
  };
}

function mostHeld(
  format: Format,
  size: number,
  collect: () => void,
): { mebibytes: number; milliseconds: number } {
  const before = held(collect);
  let looking = 0;
  let most = 0;
  let items = 0;
  const began = performance.now();
  const each = Math.floor(size / line(0).length / LOOKS);
  const parsed = format.parseEach(chunks(size), () => {
    if (++items % each !== 0) return;
    const start = performance.now();
    most = Math.max(most, held(collect) - before);
    looking += performance.now() - start;
  });
  if (!parsed.ok) throw new Error(`at ${parsed.failure.offset}: found ${parsed.failure.found}`);
  return { mebibytes: most / 2 ** 20, milliseconds: performance.now() - began - looking };
}

function valueSize(format: Format, collect: () => void): number {
  const text = Buffer.concat([...chunks(2 * MB)]);
  format.parse(text);
  const before = held(collect);
  const parsed = format.parse(text);
  const after = held(collect);
  return parsed.ok ? (after - before) / text.length : Infinity;
}

function held(collect: () => void): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Chunks that end anywhere, as reads do; the lines within them differ, the chunks do not. */
function* chunks(size: number): Generator<Uint8Array, undefined> {
  const text = Buffer.from(Array.from({ length: 1000 }, (_, at) => line(at)).join(''));
  const rounds = Math.ceil(size / text.length);
  for (let round = 0; round < rounds; round++) {
    yield Buffer.from(text.subarray(0, 65_536));
    yield Buffer.from(text.subarray(65_536));
  }
}

function line(at: number): string {
  const from = 0x7f0000000000 + at * 0x2000;
  const span = `${from.toString(16)}-${(from + 0x1000).toString(16)} r--p 00000000 fe:01 1${String(at).padStart(6, '0')}`;
  return `${span.padEnd(72)} /usr/lib/libabide.so\n`;
}
