import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { Command } from 'commander';
import { loadSpec } from '../../spec/index.js';
import { CannotDo, type Io } from '../io.js';
import { explainClause } from './explain-clause.js';
import { mountSpec } from './spec-command.js';

const made: string[] = [];
afterAll(() => made.forEach((directory) => rmSync(directory, { recursive: true, force: true })));

/** A directory spec/ with these files. */
function directory(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'abide-spec-'));
  made.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, 'spec', path, '..'), { recursive: true });
    writeFileSync(join(root, 'spec', path), text);
  }
  return join(root, 'spec');
}

/** What `abide spec ...` prints, and its exit status. */
async function run(...args: string[]): Promise<{ out: string; status: number }> {
  let [out, status] = ['', 0];
  const io = {
    stdout: (text: string) => (out += text),
    exit: (said: number) => (status = said),
  } as unknown as Io;
  const program = new Command('abide').exitOverride();
  mountSpec(program, io);
  await program.parseAsync(['spec', ...args], { from: 'user' });
  return { out, status };
}

const GOOD = {
  'syscalls/fd/gone.yaml': `syscall: gone
summary: was there once
manual: none
since: "1.0"
until: "2.4"
number: { x86_64: 1 }
prototype: int gone(int fd)
`,
};

describe('abide spec', () => {
  test('counts the calls by family and depth', async () => {
    const { out } = await run('--spec', directory(GOOD));
    expect(out.split('\n').slice(0, 4)).toEqual([
      '         full  refusals    listed     calls',
      'fd          -         -         1         1',
      '-'.repeat(43),
      'all         -         -         1         1',
    ]);
    expect(JSON.parse((await run('--json', '--spec', directory(GOOD))).out)).toContainEqual({
      family: 'all',
      full: 0,
      refusals: 0,
      listed: 1,
    });
  });

  test('tells a call as text', async () => {
    const { out } = await run('gone', '--spec', directory(GOOD));
    expect(out).toBe(
      [
        'gone: was there once',
        '',
        '  int gone(int fd)',
        '  none; number 1 on x86_64, - on aarch64; since 1.0, until 2.4; family fd; depth listed',
        '  returns int',
        '',
        'It is listed: that it exists is all that is said so far.',
        '',
      ].join('\n'),
    );
  });

  test('tells of a call on every kind of file, its stages in order', async () => {
    const { out } = await run('read');
    const order = [
      '[read/bad-fd]',
      'Where fd is a directory',
      'Where fd is a pipe',
      '[pipe/read/would-block]',
    ];
    const places = order.map((part) => out.indexOf(part));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    const json = JSON.parse((await run('read', '--json')).out) as { kinds: Record<string, unknown> };
    expect(Object.keys(json.kinds)).toContain('pipe');
  });

  test('a name that is not there gets one line with a suggestion', async () => {
    await expect(run('raed')).rejects.toThrow(CannotDo);
    await expect(run('raed')).rejects.toMatchObject({ remedy: 'did you mean `read`?' });
    await expect(run('--spec', '/nowhere')).rejects.toThrow('there is no directory /nowhere');
  });

  test('a spec that cannot be used gets its first problem', async () => {
    const broken = directory({ ...GOOD, 'syscalls/fd/bad.yaml': 'syscall: bad\nsumary: x\n' });
    await expect(run('gone', '--spec', broken)).rejects.toThrow(
      'spec/syscalls/fd/bad.yaml:1:1: lacks `summary`',
    );
  });
});

describe('abide spec check', () => {
  test('ends with 0 where there is no problem', async () => {
    expect(await run('check', '--spec', directory(GOOD))).toEqual({
      out: 'spec/ has no problem; 0 examples ran\n',
      status: 0,
    });
  });

  test('tells everything and ends with 2 where the text cannot be used', async () => {
    const broken = directory({ ...GOOD, 'syscalls/fd/bad.yaml': 'syscall: bad\nsumary: x\n' });
    const { out, status } = await run('check', '--spec', broken);
    expect(out).toContain('spec/syscalls/fd/bad.yaml:2:1: unknown key `sumary` (did you mean `summary`?)\n');
    expect(status).toBe(2);
    const json = JSON.parse((await run('check', '--json', '--spec', broken)).out) as { usable: boolean };
    expect(json.usable).toBe(false);
  });

  test('ends with 1 where an example does not hold', async () => {
    const example = 'examples:\n  - |\n    A: gone(7 = 0\n';
    const { out, status } = await run(
      'check',
      '--spec',
      directory({ 'syscalls/fd/gone.yaml': GOOD['syscalls/fd/gone.yaml'] + example }),
    );
    expect(out).toMatch(/^spec\/syscalls\/fd\/gone\.yaml:10:\d+: expected/);
    expect(status).toBe(1);
  });
});

describe('a clause explained', () => {
  const loaded = loadSpec();
  if (!loaded.ok) throw new Error('spec/ has problems');
  const { spec } = loaded;

  test('every clause has an explanation that names it and its place', () => {
    for (const [id, { text }] of spec.clauses) {
      const told = explainClause(spec, id);
      expect(told).toContain(id);
      expect(told).toContain(`${text.at.file}:${text.at.line}`);
    }
  });

  test('a wait says what a signal does to it', () => {
    expect(explainClause(spec, 'pipe/read/interrupted')).toContain('a signal (sys):');
  });

  test('there is none for a clause that is not there', () => {
    expect(explainClause(spec, 'read/nonsense')).toBeUndefined();
  });
});
