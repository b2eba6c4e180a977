/** One row of a comparison: ours beside a peer or a floor, and whether that is good enough. */
export interface Comparison {
  /** What was read or parsed: `net/tcp, 8,001 rows`. */
  readonly what: string;
  readonly bytes: number;
  /** With whom: `@stroncium/procfs`, `read(2)`. */
  readonly beside: string;
  /** Microseconds. */
  readonly ours: number;
  readonly theirs: number;
  /** The goal: ours / theirs may be no more; none where the peer is only for reference. */
  readonly most?: number;
  /** Another way to reach the goal: bytes a second in gigabytes. */
  readonly orGigabytes?: number;
}

/** What could not be measured, and why. */
export interface Skipped {
  readonly what: string;
  readonly skipped: string;
}

/** One line of the output, which ends in `ok` or `TOO MUCH` where there is a goal. */
export function comparisonLine(row: Comparison | Skipped): string {
  if ('skipped' in row) return `  ${row.what.padEnd(24)} SKIPPED: ${row.skipped}`;
  const { what, bytes, beside, ours, theirs } = row;
  const figures = `${microseconds(ours)} beside ${microseconds(theirs)} of ${beside.padEnd(18)}`;
  const size = `${bytes} bytes`.padStart(16);
  return `  ${what.padEnd(24)} ${size} ${figures} ${(ours / theirs).toFixed(3)}${verdict(row)}`;
}

function verdict({ ours, theirs, bytes, most, orGigabytes }: Comparison): string {
  if (most === undefined) return '';
  const speed = bytes / ours / 1000;
  const isOk = ours / theirs <= most || (orGigabytes !== undefined && speed >= orGigabytes);
  const other = orGigabytes === undefined ? '' : `, or ${orGigabytes} GB/s: ${speed.toFixed(2)}`;
  return ` (at most ${most.toFixed(2)}${other})  ${isOk ? 'ok' : 'TOO MUCH'}`;
}

function microseconds(figure: number): string {
  return `${figure.toFixed(figure < 100 ? 2 : 0)} us`.padStart(11);
}
