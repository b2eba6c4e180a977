/**
 * The formats on trial: real processes, mounts and sockets whose names and sizes attack those who read /proc. A helper
 * in C (attack.c) makes them in namespaces of its own and lives until its input ends. Each file must parse strictly,
 * print back to the same bytes, and say what was planted.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { machine, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { loadFormats, type FieldRecord } from '../../src/grammar/index.js';
import { checkEntry } from '../../src/procfs/index.js';

const SOURCE = fileURLToPath(new URL('../../../suites/formats/attack.c', import.meta.url));
const NAMESPACES = [
  '--mount',
  '--net',
  '--ipc',
  ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']),
];
/** Of at most 15 bytes, as a process's name is. Bytes, one char code each. */
const NAMES = [
  'a) R 1 (b',
  'new\nline',
  'esc\x1b[31m',
  '\xff\xfe\x80',
  '<script>',
  'with space',
  'tab\there',
  'back\\slash',
  'back\\012\\040',
  '#hash',
  ' - ',
  'x (deleted)',
];

const directory = mkdtempSync(join(tmpdir(), 'abide-attack-'));
const program = join(directory, 'attack');
const place = mkdtempSync(join(directory, 'place-'));
const formats = loadFormats();
const helpers: ChildProcess[] = [];

afterEach(async () => {
  for (const helper of helpers.splice(0)) {
    if (helper.exitCode !== null || helper.signalCode !== null) continue;
    helper.kill('SIGKILL');
    await once(helper, 'exit');
  }
});
afterAll(() => {
  rmdirSync(place);
  rmSync(program, { force: true });
  rmdirSync(directory);
});

/** Why nothing can be attacked here, or nothing. */
function obstacle(): string | undefined {
  const probe = spawnSync('unshare', [...NAMESPACES, 'true'], { encoding: 'latin1' });
  if (probe.status !== 0) return `no namespaces here: ${probe.error?.message ?? probe.stderr.trim()}`;
  const compilers = ['cc', 'gcc', 'clang'];
  for (const compiler of compilers) {
    const flags = ['-std=gnu11', '-Wall', '-Wextra', '-Werror', '-O1', '-o', program];
    const built = spawnSync(compiler, [...flags, SOURCE], { encoding: 'latin1' });
    if (built.status === 0) return undefined;
    if (built.error === undefined) throw new Error(`${compiler} cannot compile attack.c: ${built.stderr}`);
  }
  return `no C compiler here (tried ${compilers.join(', ')})`;
}

const hindered = obstacle();
if (hindered !== undefined) process.stderr.write(`SKIPPED: names and sizes that attack: ${hindered}\n`);
const attacked = hindered === undefined ? describe : describe.skip;

interface Helper {
  readonly pid: number;
  /** The words it said behind `ready`. */
  readonly said: readonly string[];
}

/** A helper in its role, once it says that everything stands. */
async function helper(role: string, names: readonly string[] = [], count = 0): Promise<Helper> {
  const planted = names.map((name) => Buffer.from(name, 'latin1').toString('hex'));
  const child = spawn('unshare', [...NAMESPACES, program, role, place, String(count), ...planted], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'] },
  });
  helpers.push(child);
  const lines = createInterface(child.stdout);
  const [line] = (await Promise.race([once(lines, 'line'), once(lines, 'close')])) as [string?];
  if (line === undefined) throw new Error(`the helper could not play ${role}: standard error says why`);
  return { pid: child.pid!, said: line.split(' ').slice(1) };
}

/** What a file or link of a process says: it conforms, and prints back to the same bytes. */
function valueOf(pid: number, file: string, kind: 'file' | 'link' = 'file'): FieldRecord {
  const path = `${pid}/${file}`;
  const { verdict, value } = checkEntry({ path, kind }, { root: '/proc', arch: machine(), formats });
  expect(verdict).toMatchObject({ path, kind: 'conforms' });
  return value as FieldRecord;
}

function rows(value: FieldRecord, field: string): readonly FieldRecord[] {
  return value[field] as readonly FieldRecord[];
}

interface Span {
  readonly start: bigint;
  readonly end: bigint;
  readonly perms: string;
}

/** A path as maps write it. */
function inMaps(path: string): string {
  return path.replaceAll('\n', '\\012');
}

attacked('names that attack', () => {
  test.each(NAMES)('a process called %j', async (name) => {
    const { pid } = await helper('name', [name]);
    expect(valueOf(pid, 'stat')).toMatchObject({ pid, comm: name, ppid: process.pid });
    expect(valueOf(pid, 'status')).toMatchObject({ Pid: pid, Name: name, PPid: process.pid });
    expect(valueOf(pid, `task/${pid}/stat`)).toMatchObject({ pid, comm: name });
    expect(valueOf(pid, 'comm')).toEqual({ comm: name });
  });

  test('mount points, and mapped files below them', async () => {
    const { pid } = await helper('mounts', NAMES);
    const points = NAMES.map((name) => `${place}/${name}`);
    for (const file of ['mountinfo', 'mounts', 'mountstats']) {
      const mounts = rows(valueOf(pid, file), 'mounts');
      const planted = mounts.filter((mount) => (mount['source'] ?? mount['device']) === 'attack');
      expect(planted.map(({ mountpoint }) => mountpoint)).toEqual(points);
      expect(planted.map(({ fstype }) => fstype)).toEqual(NAMES.map(() => 'tmpfs'));
    }
    const paths = rows(valueOf(pid, 'maps'), 'mappings').map(({ pathname }) => pathname);
    expect(paths).toEqual(expect.arrayContaining(NAMES.map((name) => inMaps(`${place}/${name}/${name}`))));
    const again = rows(valueOf(pid, 'smaps'), 'mappings').map(({ pathname }) => pathname);
    expect(again).toEqual(paths);
  });

  test('unix sockets', async () => {
    const { pid } = await helper('sockets', NAMES);
    const sockets = rows(valueOf(pid, 'net/unix'), 'sockets');
    expect(sockets.map(({ Path }) => Path).sort()).toEqual([...NAMES].sort());
    for (const socket of sockets) expect(socket).toMatchObject({ Type: 1, St: 1, Flags: 0x10000 });
  });

  test('a unix socket whose path looks like a socket of its own: the text cannot tell', async () => {
    const fake = 'x\n0000000000000000: 00000002 00000000 00010000 0001 01 12345 fake';
    const { pid } = await helper('sockets', [fake]);
    const paths = rows(valueOf(pid, 'net/unix'), 'sockets').map(({ Path }) => Path);
    expect(paths).toEqual(['x', 'fake']);
  });

  test('deleted files that are open and mapped', async () => {
    const { pid, said } = await helper('deleted', NAMES);
    const paths = NAMES.map((name) => `${place}/${name} (deleted)`);
    const links = said.map((fd) => valueOf(pid, `fd/${fd}`, 'link'));
    expect(links).toEqual(paths.map((path) => ({ path })));
    for (const fd of said) expect(valueOf(pid, `fdinfo/${fd}`)).toMatchObject({ pos: 0n });
    const mapped = rows(valueOf(pid, 'maps'), 'mappings').map(({ pathname }) => pathname);
    expect(mapped).toEqual(expect.arrayContaining(paths.map(inMaps)));
  });

  test.each(NAMES)('a deleted program called %j', async (name) => {
    const { pid } = await helper('exe', [name]);
    const path = `${place}/${name} (deleted)`;
    expect(valueOf(pid, 'exe', 'link')).toEqual({ path });
    expect(valueOf(pid, 'stat')).toMatchObject({ pid, comm: name });
    expect(rows(valueOf(pid, 'maps'), 'mappings')[0]).toMatchObject({ pathname: inMaps(path) });
  });

  test('arguments that the process has written over, up to where its environment begins', async () => {
    const title = 'title) R\n\xff ';
    const { pid, said } = await helper('cmdline', [title]);
    const length = Number(said[0]);
    const written = title.repeat(length).slice(0, length);
    expect(valueOf(pid, 'cmdline')).toEqual({
      args: [`${written}PATH=${process.env['PATH']}`],
      title: undefined,
    });
  });
});

attacked('sizes that attack', () => {
  test('24,000 mappings', async () => {
    const count = 24_000;
    const { pid, said } = await helper('maps', [], count);
    const base = BigInt(`0x${said[0]}`);
    const page = BigInt(`0x${said[1]}`);
    const planted = Array.from({ length: count }, (_, index) => {
      const start = base + page * BigInt(index);
      return `${start} to ${start + page} ${index % 2 === 0 ? 'r--p' : '---p'}`;
    });
    for (const file of ['maps', 'smaps']) {
      const mappings = rows(valueOf(pid, file), 'mappings') as unknown as readonly Span[];
      const texts = mappings.map(({ start, end, perms }) => `${start} to ${end} ${perms}`);
      const first = texts.indexOf(planted[0]!);
      expect(texts.slice(first, first + count).join('\n')).toBe(planted.join('\n'));
    }
  });

  test('8,000 rows of TCP sockets', async () => {
    const wanted = 4_000;
    const { pid, said } = await helper('tcp', [], wanted);
    const made = Number(said[0]);
    if (made < wanted)
      process.stderr.write(`FEWER: ${made * 2} rows of TCP sockets: no more descriptors are permitted\n`);
    const sockets = rows(valueOf(pid, 'net/tcp'), 'sockets');
    expect(sockets.map(({ sl }) => sl)).toEqual(Array.from({ length: made * 2 + 1 }, (_, index) => index));
    const ports = (st: number, port: 'local_port' | 'rem_port'): unknown[] =>
      sockets.filter((row) => row['st'] === st && row[port] === 5000);
    expect([ports(10, 'local_port').length, ports(1, 'local_port').length]).toEqual([1, made]);
    expect(ports(1, 'rem_port')).toHaveLength(made);
  });

  test('600 children', async () => {
    const { pid, said } = await helper('children', [], 600);
    expect(said).toHaveLength(600);
    expect(valueOf(pid, `task/${pid}/children`)).toEqual({ children: said.map(Number) });
  });
});
