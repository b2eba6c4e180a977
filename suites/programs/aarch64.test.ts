/**
 * Programs for the other architecture: as many of the exported ones as it takes for every word of C to stand in one of
 * them are looked at by its compiler, where that is installed.
 */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from '@jest/globals';
import { exportProgram } from '../../src/report/index.js';
import { parseScenario } from '../../src/scenario/index.js';
import { loadSpec, type Spec } from '../../src/spec/index.js';

const COMPILER = 'aarch64-linux-gnu-gcc';
const run = promisify(execFile);
const directory = mkdtempSync(join(tmpdir(), 'abide-aarch64-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** The programs of the text's examples that hold a word which none before them holds. */
function programs(): string[] {
  const loaded = loadSpec();
  if (!loaded.ok) throw new Error('spec/ has problems');
  const { spec } = loaded;
  const known = new Set<string>();
  const chosen: string[] = [];
  const texts = [spec.syscalls, spec.fileKinds, spec.laws].flatMap((owners) =>
    [...owners.values()].flatMap(({ examples }) => examples.map(({ text }) => text)),
  );
  for (const text of texts) {
    const parsed = parseScenario(text);
    if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
    const exported = exportProgram({ scenario: parsed.scenario }, spec);
    if (!exported.ok || asksForMissing(exported.program, spec)) continue;
    const words = wordsOf(exported.program).filter((word) => !known.has(word));
    if (words.length > 0) chosen.push(exported.program);
    for (const word of words) known.add(word);
  }
  return chosen;
}

/** It makes a call by a number that only x86_64 has. */
function asksForMissing(program: string, { abi }: Spec): boolean {
  const names = [...program.matchAll(/\bSYS_([a-z0-9_]+)/g)].map(([, name = '']) => name);
  return names.some((name) => abi.calls[name] !== undefined && abi.calls[name].number.aarch64 === undefined);
}

/** Names of functions, types and constants: no text in quotes, no comment, nothing that is numbered. */
function wordsOf(program: string): string[] {
  const code = program.replace(/\/\*[^]*?\*\/|"(?:\\.|[^"\\])*"/g, ' ');
  return [...new Set(code.match(/\b[A-Za-z_][A-Za-z_]*\b/g))].filter((word) => word.length > 1);
}

const missing = spawnSync(COMPILER, ['--version']).status === 0 ? '' : ` (SKIPPED: no ${COMPILER} here)`;
(missing === '' ? describe : describe.skip)(`for aarch64${missing}`, () => {
  test('every word of C that programs are made of compiles without a warning', async () => {
    const files = programs().map((program, nth) => {
      const path = join(directory, `${nth}.c`);
      writeFileSync(path, program);
      return path;
    });
    expect(files.length).toBeGreaterThan(50);
    const options = ['-fsyntax-only', '-Wall', '-Wextra', '-Werror', '-std=gnu11'];
    expect(await run(COMPILER, [...options, ...files])).toEqual({ stdout: '', stderr: '' });
  });
});
