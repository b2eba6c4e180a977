/** `abide report` on results that `abide run` wrote: the same seed gives the same result, in every form. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FORMATS, type RunResult } from '../../report/index.js';
import type { Io } from '../io.js';
import { runProgram } from '../program.js';

const directory = mkdtempSync(join(tmpdir(), 'abide-report-command-'));
const [first, second] = [join(directory, 'first'), join(directory, 'second')];
afterAll(() => rmSync(directory, { recursive: true, force: true }));

beforeAll(async () => {
  for (const report of [first, second]) {
    await abide([
      'run',
      'regressions',
      'signals',
      '-t',
      'model',
      '--seed',
      '7',
      '--scenarios',
      '30',
      '--report',
      report,
    ]);
  }
});

describe('two runs of the same target with the same seed', () => {
  test('have the same result but for times', () => {
    const [a, b] = [first, second].map((report) =>
      withoutTimes(readFileSync(join(report, 'result.json'), 'utf8')),
    );
    expect(a).toContain('"generated": 30');
    expect(a).toBe(b);
  });

  test('compare as equal, with status 0', async () => {
    const ran = await abide(['report', 'diff', first, join(second, 'result.json')]);
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    expect(ran.stdout).toMatch(/^model [^]* -> model [^]*\n {2}nothing changed\n\nno clause changed\n$/);
  });
});

describe('abide report diff', () => {
  test('ends with 1 if something got worse, as text and as JSON', async () => {
    const worse = join(directory, 'worse.json');
    const result = JSON.parse(readFileSync(join(first, 'result.json'), 'utf8')) as RunResult;
    const targets = result.targets.map((target) => ({ ...target, unsupported: { fork: 1 } }));
    writeFileSync(worse, JSON.stringify({ ...result, targets }));
    const ran = await abide(['report', 'diff', first, worse]);
    expect([ran.status, ran.stdout]).toEqual([1, expect.stringMatching(/\nWORSE: 1 call missing\n$/)]);
    const json = await abide(['report', 'diff', first, worse, '--json']);
    expect([json.status, JSON.parse(json.stdout)]).toEqual([1, expect.objectContaining({ worse: true })]);
    expect((await abide(['report', 'diff', worse, first])).status).toBe(0);
  });

  test('ends with 2 and one line where there is no result', async () => {
    const ran = await abide(['report', 'diff', first, join(directory, 'none')]);
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toMatch(/^abide: cannot read .*none: ENOENT.*: name a result\.json.*\n$/);
  });
});

describe('abide report show', () => {
  test('writes each form as the run did', async () => {
    for (const [form, { file }] of Object.entries(FORMATS)) {
      const ran = await abide(['report', 'show', first, '--format', form]);
      expect([form, ran.status, ran.stdout === readFileSync(join(first, file), 'utf8')]).toEqual([
        form,
        0,
        true,
      ]);
    }
  });

  test('shows the summary, and writes where it is told to', async () => {
    const out = join(directory, 'summary.txt');
    expect((await abide(['report', 'show', first])).stdout).toMatch(/^CONFORMS {2}model/);
    expect((await abide(['report', 'show', first, '--out', out])).stdout).toBe('');
    expect(readFileSync(out, 'utf8')).toMatch(/^CONFORMS {2}model/);
    const ran = await abide(['report', 'show', first, '--out', join(directory, 'no', 'where')]);
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining('name another place with --out')]);
  });
});

function withoutTimes(text: string): string {
  return text.replace(/^ *"(?:at|milliseconds)": .*\n/gm, '');
}

async function abide(args: readonly string[]) {
  const told = { stdout: '', stderr: '' };
  const io: Io = {
    stdout: (text) => void (told.stdout += typeof text === 'string' ? text : new TextDecoder().decode(text)),
    stderr: (text) => void (told.stderr += text),
    stdin: () => Promise.resolve(new Uint8Array()),
    env: {},
    isTerminal: { stdout: false, stderr: false },
    columns: 80,
    signal: new AbortController().signal,
    exit: () => undefined,
  };
  const status = await runProgram(args, io);
  return { ...told, status };
}
