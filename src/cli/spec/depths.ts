/** How many calls are specified how far, by family. */
import type { Depth, Spec } from '../../spec/index.js';

const DEPTHS: readonly Depth[] = ['full', 'refusals', 'listed'];

/** One family of calls, or all. */
export type DepthCount = Readonly<Record<Depth, number>> & { readonly family: string };

/** Counts by family, in alphabetical order, and of all at the end. */
export function depthCounts(spec: Spec): DepthCount[] {
  const calls = [...spec.syscalls.values()];
  const families = [...new Set(calls.map(({ family }) => family))].sort();
  const count = (family: string, among: typeof calls): DepthCount => ({
    family,
    full: among.filter(({ depth }) => depth === 'full').length,
    refusals: among.filter(({ depth }) => depth === 'refusals').length,
    listed: among.filter(({ depth }) => depth === 'listed').length,
  });
  const rows = families.map((family) =>
    count(
      family,
      calls.filter((call) => call.family === family),
    ),
  );
  return [...rows, count('all', calls)];
}

/** The counts as a table. */
export function depthTable(counts: readonly DepthCount[]): string {
  const width = Math.max(...counts.map(({ family }) => family.length));
  const line = (family: string, cells: readonly string[]): string =>
    `${family.padEnd(width)}${cells.map((cell) => cell.padStart(10)).join('')}\n`;
  const rows = counts.map((count) =>
    line(count.family, [...DEPTHS.map((depth) => shown(count[depth])), shown(total(count))]),
  );
  const all = rows.pop() ?? '';
  const rule = `${'-'.repeat(width + 40)}\n`;
  return [line('', [...DEPTHS, 'calls']), ...rows, rule, all].join('');
}

function total(count: DepthCount): number {
  return DEPTHS.reduce((sum, depth) => sum + count[depth], 0);
}

function shown(count: number): string {
  return count === 0 ? '-' : String(count);
}
