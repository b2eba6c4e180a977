import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { CannotDo, type ExitStatus, type Io } from '../io.js';
import { procCommand } from './proc-command.js';

const STAT = `1 (a) R 1 (b) S${' 0'.repeat(49)}\n`;

async function abideProc(
  args: readonly string[],
  input = '',
): Promise<{ out: string; err: string; status: ExitStatus }> {
  const result = { out: '', err: '', status: 0 as ExitStatus };
  const io: Io = {
    stdout: (text) => (result.out += typeof text === 'string' ? text : Buffer.from(text).toString('latin1')),
    stderr: (text) => (result.err += text),
    stdin: () => Promise.resolve(Buffer.from(input, 'latin1')),
    env: {},
    isTerminal: { stdout: false, stderr: false },
    columns: 80,
    signal: new AbortController().signal,
    exit: (status) => (result.status = status),
  };
  await procCommand(io).parseAsync(args, { from: 'user' });
  return result;
}

describe('parse and print', () => {
  test('are inverse', async () => {
    const { out } = await abideProc(['parse', '-', '--as', 'pid/stat'], STAT);
    expect(JSON.parse(out)).toMatchObject({ pid: 1, comm: 'a) R 1 (b', state: 'S' });
    expect((await abideProc(['print', 'proc/pid/stat'], out)).out).toBe(STAT);
  });

  test.each([
    [['parse', '-'], '', 'standard input has no path'],
    [['parse', '/nowhere'], '', 'no grammar is for "/nowhere"'],
    [['parse', '/nowhere/1/stat'], '', '"/nowhere/1/stat" cannot be read: gone (ENOENT)'],
    [['parse', '-', '--as', 'pid/stat'], '1 a', 'departs from proc/pid/stat at line 1, column 3 (offset 2)'],
    [['print', 'pid/stat'], 'x', 'standard input is not JSON'],
    [['print', 'pid/stat'], '{}', 'pid: is missing'],
    [['print', 'pid/stat'], 'null', 'standard input is not a JSON object of fields'],
    [['parse', '/dev/zero', '--as', 'pid/stat'], '', '"/dev/zero" cannot be read: refused (EFBIG)'],
    [['facts', 'pid/stats'], '', 'there is no format "pid/stats"'],
    [['sample', 'pid/stat', '-n', '-1'], '', '-n takes a number from 0 to 999999999'],
    [['generate', '--lang', 'ts', '-o', '/proc/x/y', 'uptime'], '', 'cannot be written: ENOENT'],
    [['check', '--root', '/nowhere'], '', 'there is no directory "/nowhere"'],
    [['check', '--root', '/dev/null'], '', 'no directory is "/dev/null"'],
    [['diff', '/proc', '/dev/null'], '', 'no directory is "/dev/null"'],
    [['check', '-t', 'nowhere'], '', "unknown target 'nowhere'"],
    [['diff', '/proc', 'nowhere'], '', 'there is no directory "nowhere"'],
  ])('%j cannot be done, in one line', async (args, input, message) => {
    const failure: unknown = await abideProc(args, input).catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(CannotDo);
    expect((failure as CannotDo).message).toContain(message);
    expect((failure as CannotDo).message).not.toContain('\n');
  });
});

test('parse takes the format that stands there, of several the one that fits, and of a link its text', async () => {
  const { out } = await abideProc(['parse', '/proc/self/auxv']);
  expect(JSON.parse(out)).toHaveProperty('entries');
  expect(JSON.parse((await abideProc(['parse', '/proc/self/exe'])).out)).toHaveProperty('path');
});

test.each([
  ['pid/stta', "did you mean 'pid/stat'?"],
  ['proc/pid/stta', "did you mean 'proc/pid/stat'?"],
  ['nothing like it', 'abide proc list names them'],
])('of a wrong name %s the nearest is told', async (name, remedy) => {
  await expect(abideProc(['facts', name])).rejects.toMatchObject({ remedy });
});

describe('check', () => {
  const root = mkdtempSync(join(tmpdir(), 'abide-proc-'));
  afterAll(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, '17'));

  test('says what conforms, what departs and where, and what is not readable', async () => {
    writeFileSync(join(root, '17', 'cmdline'), 'sh\0');
    writeFileSync(join(root, '17', 'stat'), STAT.trimEnd());
    const { out, status } = await abideProc(['check', '--root', root]);
    expect(status).toBe(1);
    expect(out).toContain('stat: departs from proc/pid/stat\n  at line 1, column');
    expect(out).toContain('2 files: 1 conform, 1 depart, 0 without grammar, 0 not readable');
  });

  test('is content with a process that went away', async () => {
    writeFileSync(join(root, '17', 'stat'), STAT);
    expect((await abideProc(['check', '--root', root, '--json'])).status).toBe(0);
  });
});

test('sample gives as many texts as asked for, the same for the same seed', async () => {
  const first = await abideProc(['sample', 'pid/cmdline', '-n', '40', '--seed', '7', '--json']);
  expect(JSON.parse(first.out)).toHaveLength(40);
  expect(await abideProc(['sample', 'pid/cmdline', '-n', '40', '--seed', '7', '--json'])).toEqual(first);
});

test('facts answers the questions', async () => {
  expect((await abideProc(['facts', 'pid/cmdline'])).out).toMatch(/ends in +NUL \(/);
  expect((await abideProc(['facts', 'pid/status'])).out).toMatch(
    /separators +tabs and spaces: key and value ":\\t"/,
  );
  expect((await abideProc(['facts', 'pid/status'])).out).toMatch(/ends in +newline\n/);
});

test('list names every format', async () => {
  const { out } = await abideProc(['list', '--json']);
  expect((JSON.parse(out) as { name: string }[]).map(({ name }) => name)).toContain('proc/pid/status');
});

describe('generate', () => {
  const out = mkdtempSync(join(tmpdir(), 'abide-generate-'));
  afterAll(() => rmSync(out, { recursive: true }));

  test('writes the formats that were named, what they share, and a README', async () => {
    const { out: printed } = await abideProc(['generate', '--lang', 'ts', '-o', out, 'pid/stat']);
    const files = ['README.md', 'runtime.ts', 'proc-pid-stat.ts'].map((file) => join(out, file));
    expect(printed).toBe(`${files.join('\n')}\n`);
    expect(readFileSync(join(out, 'proc-pid-stat.ts'), 'utf8')).toContain('export interface Stat {');
  });

  test('refuses a language that it does not know in one line', async () => {
    const failure: unknown = await abideProc(['generate', '--lang', 'cobol', '-o', out]).catch(
      (thrown: unknown) => thrown,
    );
    expect((failure as CannotDo).message).toBe('there is no language "cobol"');
  });
});
