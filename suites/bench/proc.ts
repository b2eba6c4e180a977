/**
 * `npm run bench`, the part on texts of /proc; `node dist/suites/bench/proc.js` runs it alone. Ratios decide: both sides
 * of a row are measured in turns, on the same bytes.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { benchCParsers } from './c-parsers.js';
import { comparisonLine } from './comparison.js';
import { compileCrowds } from './crowd.js';
import { benchParserMemory } from './parser-memory.js';
import { benchParsers } from './parsers.js';

/** Measures and prints all of it. Takes about a minute; rejects where there is no /proc. */
export async function printProcBench(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'abide-bench-'));
  try {
    const crowds = tryCompile(directory);
    process.stdout.write('parsers of /proc: ours, theirs, ours / theirs\n');
    const rows = [...(await benchParsers(crowds)), ...(await benchCParsers(directory, crowds))];
    process.stdout.write(rows.map((row) => `${comparisonLine(row)}\n`).join(''));
    printMemory();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function printMemory(): void {
  const { bytesPerByte, small, large, megabytesPerSecond, slack } = benchParserMemory();
  const verdict = large - small <= slack ? 'ok' : 'TOO MUCH';
  process.stdout.write(
    `memory of parsers on synthetic maps
  parse                  ${bytesPerByte.toFixed(2)} bytes for each byte of the text
  parseEach              20 MB: ${small.toFixed(2)} MiB, 200 MB: ${large.toFixed(2)} MiB (at most ${slack} more)  ${verdict}
  parseEach              ${megabytesPerSecond.toFixed(0)} MB/s
`,
  );
}

function tryCompile(directory: string): string | undefined {
  try {
    return compileCrowds(directory);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw thrown;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await printProcBench();
