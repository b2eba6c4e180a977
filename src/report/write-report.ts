/** Writing a report: one directory with every form of a result, each file whole or not at all. */
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FORMATS } from './formats.js';
import type { RunResult } from './result.js';
import { findingFile, FINDINGS, isFindingFile, programFile, savedFinding } from './saved-finding.js';

/**
 * Writes `result` below `directory`, which is made if need be: result.json, junit.xml, result.tap, result.sarif,
 * index.html, and in findings/ each scenario, with its C program if there is one. Findings of an earlier run go.
 *
 * Rejects with the error of the file system.
 *
 * @returns the paths that were written.
 */
export async function writeReport(directory: string, result: RunResult): Promise<string[]> {
  const findings = join(directory, FINDINGS);
  await makeDirectory(findings);
  const files = findingFiles(result);
  // Who has little time, because somebody is stopping the run, has result.json first: all else can be made of it.
  for (const { file, render } of Object.values(FORMATS))
    await writeWhole(join(directory, file), render(result));
  for (const [path, text] of files) await writeWhole(join(directory, path), text);
  for (const name of await readdir(findings)) {
    if (isFindingFile(name) && !files.has(`${FINDINGS}/${name}`))
      await rm(join(findings, name), { force: true });
  }
  const forms = Object.values(FORMATS).map(({ file }) => file);
  return [...forms, ...files.keys()].map((path) => join(directory, path));
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
