/** Writing a report: one directory with every form of a result, each file whole or not at all. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { FORMATS } from './formats.js';
import { makeDirectory } from './make-directory.js';
import type { RunResult } from './result.js';
import { findingFile, FINDINGS, isFindingFile, programFile, savedFinding } from './saved-finding.js';
import { writeWhole } from './write-whole.js';

/**
 * Writes `result` below `directory`, which is made if need be: result.json, junit.xml, result.tap, result.sarif,
 * index.html, and in findings/ each scenario, with its C program if there is one. Findings of an earlier run go, but
 * not those of one that has written here meanwhile.
 *
 * Rejects with the error of the file system.
 *
 * @returns the paths that were written.
 */
export async function writeReport(directory: string, result: RunResult): Promise<string[]> {
  const findings = join(directory, FINDINGS);
  makeDirectory(findings);
  const files = findingFiles(result);
  // Who has little time, because somebody is stopping the run, has result.json first: all else can be made of it; and
  // between two forms signals have their turn.
  const earlier = await readdir(findings);
  for (const { file, render } of Object.values(FORMATS)) {
    writeWhole(join(directory, file), render(result));
    await nextTurn();
  }
  saveFindings(directory, result);
  for (const name of earlier) {
    if (isFindingFile(name) && !files.has(`${FINDINGS}/${name}`))
      await rm(join(findings, name), { force: true });
  }
  const forms = Object.values(FORMATS).map(({ file }) => file);
  return [...forms, ...files.keys()].map((path) => join(directory, path));
}

/**
 * Writes the findings of `result` below `directory`, and nothing else: a run that is killed before its end has told them
 * all the same. Throws the error of the file system.
 */
export function saveFindings(directory: string, result: RunResult): void {
  for (const [path, text] of findingFiles(result)) writeWhole(join(directory, path), text);
}

/** The files of all findings: path below the directory of the report, text. */
function findingFiles({ targets }: RunResult): Map<string, string> {
  const files = new Map<string, string>();
  for (const target of targets) {
    for (const finding of target.findings) {
      for (const [nth, cause] of finding.causes.entries()) {
        files.set(findingFile(target, finding, nth), savedFinding(target, finding, cause));
        if (cause.program !== undefined) files.set(programFile(target, finding, nth), cause.program);
      }
    }
  }
  return files;
}
