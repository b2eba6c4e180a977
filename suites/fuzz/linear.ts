/** Time that grows with the text and no faster: long texts, measured in time of the processor, whatever else runs. */
import type { Bytes } from '../../src/abi/index.js';
import { sequence, type Format } from '../../src/grammar/index.js';
import type { Finding } from './finding.js';
import { seedsOf } from './texts.js';

/** So long is a stretched text; so many are made of each format. */
const LENGTH = 1 << 18;
const TEXTS = 8;
/** Microseconds. A quadratic parser takes minutes, a linear one some milliseconds, and the compiler of the engine some more. */
const MOST = 5_000_000;

/** Texts of which one part, from a byte to some lines, is repeated very often, where that is too slow. */
export function slowTexts(format: Format): Finding[] {
  const seeds = seedsOf(format);
  const draw = sequence(1);
  return Array.from({ length: TEXTS }, () => stretched(seeds[draw(seeds.length - 1)] ?? '', draw)).flatMap(
    (text) =>
      (['strict', 'tolerant'] as const).flatMap((mode) => {
        const began = process.cpuUsage();
        format.parse(text, { mode });
        const { user, system } = process.cpuUsage(began);
        const what = `${Math.round((user + system) / 1000)} ms for ${text.length} bytes`;
        return user + system > MOST ? [{ where: `${format.name} ${mode}`, what, text }] : [];
      }),
  );
}

function stretched(text: Bytes, draw: (max: number) => number): Bytes {
  const from = draw(Math.max(text.length - 1, 0));
  const part = text.slice(from, from + 1 + draw(draw(1) === 0 ? 0 : 200)) || ' ';
  return text.slice(0, from) + part.repeat(Math.ceil(LENGTH / part.length)) + text.slice(from);
}
