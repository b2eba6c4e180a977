/** Writing a report: DIR/result.json and DIR/findings/*.scn, each file whole or not at all. */
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { plainText } from './plain-text.js';
import type { CauseResult, FindingResult, RunResult, TargetResult } from './result.js';

const FINDINGS = 'findings';
const SAVED = '.scn';

/**
 * Writes `result` below `directory`, which is made if need be. Findings of an earlier run go.
 *
 * Rejects with the error of the file system.
 *
 * @returns the paths that were written.
 */
export async function writeReport(directory: string, result: RunResult): Promise<string[]> {
  const findings = join(directory, FINDINGS);
  await makeDirectory(findings);
  const files = new Map<string, string>();
  for (const target of result.targets) {
    for (const finding of target.findings) {
      for (const [nth, cause] of finding.causes.entries()) {
        files.set(join(directory, findingFile(target, finding, nth)), findingText(target, finding, cause));
      }
    }
  }
  files.set(join(directory, 'result.json'), `${JSON.stringify(result, null, 2)}\n`);
  for (const [path, text] of files) await writeWhole(path, text);
  for (const name of await readdir(findings)) {
    const path = join(findings, name);
    if (name.endsWith(SAVED) && !files.has(path)) await rm(path, { force: true });
  }
  return [...files.keys()];
}

/** The path of a finding below the report's directory: told by target and clause, the same from run to run. */
export function findingFile({ target }: TargetResult, { clause }: FindingResult, nth: number): string {
  const name = `${target}-${clause}`.replace(/[^A-Za-z0-9_]+/g, '-');
  return `${FINDINGS}/${name}${nth === 0 ? '' : `-${nth + 1}`}${SAVED}`;
}

/** A saved scenario with what must be known to understand it, as comments. */
function findingText(target: TargetResult, finding: FindingResult, cause: CauseResult): string {
  const { clause, fingerprint, prose, cite } = finding;
  const header = [
    `finding ${fingerprint}: ${clause} (${finding.kind}) on ${target.target} ${target.kernel}`,
    ...(prose === undefined ? [] : [`promise: ${prose}`]),
    ...(cite === undefined ? [] : [`written: ${cite}`]),
    `step ${cause.step}: ${cause.difference}`,
    ...cause.observed.map((event) => `observed: ${event}`),
    ...cause.allowed.flatMap(({ events, clauses }) => [
      `allowed: ${events.join('; ') || 'nothing'}${clauses.length === 0 ? '' : ` (${clauses.join(', ')})`}`,
    ]),
    `from ${cause.origin}, run with seed ${target.seed}`,
  ];
  return `${header.map((line) => `# ${plainText(line)}\n`).join('')}${cause.scenario.trimEnd()}\n`;
}

/** Makes a directory and those above it. Node's own recursion never ends below /proc, where nothing can be made. */
async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeDirectory(dirname(path));
    await mkdir(path);
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.part`;
  try {
    await writeFile(draft, text);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
