/** A few formats for tests that cannot take them all. */
import type { Format } from '../../format.js';

/** What a back end treats apart: the value under each of these keys of a plan, and for the second line, whether it is something. */
const BY_VALUE = new Set(['op', 'kind', 'radix', 'bits', 'signed', 'upper', 'pad', 'endian', 'exact']);
const BY_PRESENCE = new Set([
  ...['prefix', 'within', 'escapes', 'until', 'times', 'count', 'separator', 'register', 'taken', 'member'],
  ...['each', 'extra', 'spaces', 'bounded', 'next', 'first'],
]);

/** Small formats of `formats` that together have everything that a back end treats apart, in any of them. */
export function variedFormats(formats: Iterable<Format>): Format[] {
  const all = [...formats].map((format) => ({ format, ...featuresOf(format) }));
  const left = new Set(all.flatMap(({ features }) => [...features]));
  const chosen: Format[] = [];
  const gain = ({ features, size }: (typeof all)[number]): number =>
    [...features].filter((feature) => left.has(feature)).length / (size + TYPICAL_SIZE);
  while (left.size > 0) {
    const best = all.reduce((a, b) => (gain(b) > gain(a) ? b : a));
    chosen.push(best.format);
    for (const feature of best.features) left.delete(feature);
  }
  return chosen;
}

/** So many bytes of a plan more are as bad as one format more. */
const TYPICAL_SIZE = 20_000;

function featuresOf(format: Format): { features: ReadonlySet<string>; size: number } {
  const features = new Set<string>();
  const text = JSON.stringify(format.plan(), (key, value: unknown) => {
    if (BY_VALUE.has(key) && isPlain(value)) features.add(`${key} ${value}`);
    if (BY_PRESENCE.has(key) && isSomething(value)) features.add(key);
    return typeof value === 'bigint' ? 0 : value;
  });
  return { features, size: text.length };
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isSomething(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== '' && value !== false && value !== undefined;
}
