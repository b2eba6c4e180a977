/** The formats on trial: the files of every process of this machine, and of processes whose names attack. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { machine } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { afterAll, describe, expect, test } from '@jest/globals';
import { failureText, loadFormats, sameValue, type Format } from '../../src/grammar/index.js';
import { checkTree, readProcFile } from '../../src/procfs/index.js';

const formats = loadFormats();
const children: ChildProcess[] = [];
afterAll(() => children.forEach((child) => child.kill('SIGKILL')));

/** A shell that says "ready" once `script` is done, and then waits. Writing to its own comm is PR_SET_NAME. */
async function processThat(script: string, ...args: string[]): Promise<number> {
  const child = spawn('/bin/sh', ['-c', `${script}; echo ready; read end`, ...args], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  children.push(child);
  await once(child.stdout, 'data');
  return child.pid!;
}

/** The value of a live file: parsed by both parsers, printed back, the same in tolerant mode. */
function valueOf(pid: number | string, file: string): Record<string, unknown> {
  const format = formats.get(`proc/pid/${file}`) as Format;
  const reading = readProcFile(`/proc/${pid}/${file}`);
  if (!reading.ok) throw new Error(reading.errno);
  const parsed = format.parse(reading.text);
  if (!parsed.ok) throw new Error(failureText(parsed.failure));
  expect(format.print(parsed.value)).toBe(reading.text);
  const reference = format.parseReference(reading.text);
  expect(reference.ok && reference.parses === 1 && sameValue(reference.value, parsed.value)).toBe(true);
  return parsed.value;
}

const live = existsSync('/proc/self/stat') ? describe : describe.skip;

live('the running kernel', () => {
  test('every file with a grammar conforms', () => {
    const tree = checkTree({ root: '/proc', arch: machine(), formats });
    const files = [...tree].flatMap((part) => part.files);
    const unexpected = ['departs', 'prints differently'];
    expect(files.filter(({ kind }) => unexpected.includes(kind))).toEqual([]);
    expect(files.filter(({ kind }) => kind === 'conforms').length).toBeGreaterThan(formats.size);
  });

  test.each([
    ['a closing parenthesis', 'a) R 1 (b'],
    ['a newline', 'new\nline'],
    ['backslashes', '\\n\\\\'],
    ['bytes that are not UTF-8', '\xff\xfe'],
    ['an escape sequence', '\x1b[31m'],
    ['markup', '<script>'],
    ['a space', ' '],
    ['15 bytes', '123456789012345'],
  ])('a process whose name has %s', async (_, name) => {
    const octal = Array.from(name, (byte) => `\\${byte.charCodeAt(0).toString(8).padStart(3, '0')}`).join('');
    const pid = await processThat(`printf '${octal}' > /proc/$$/comm`);
    expect(valueOf(pid, 'stat')).toMatchObject({ pid, comm: name, ppid: process.pid });
    expect(valueOf(pid, 'status')).toMatchObject({ Pid: pid, Name: name, PPid: process.pid });
  });

  test('arguments: empty ones, ones with newlines and other bytes', async () => {
    const pid = await processThat(':', 'sh', '', 'a b', '\n', ')');
    expect(valueOf(pid, 'cmdline')['args']).toEqual([
      '/bin/sh',
      '-c',
      ':; echo ready; read end',
      'sh',
      '',
      'a b',
      '\n',
      ')',
    ]);
  });

  test('a zombie has no memory, no umask and an empty cmdline', async () => {
    const pid = await zombie();
    expect(valueOf(pid, 'stat')).toMatchObject({ state: 'Z', vsize: 0n });
    expect(valueOf(pid, 'status')).toMatchObject({ State: 'Z (zombie)', VmRSS: undefined, Umask: undefined });
    expect(valueOf(pid, 'cmdline')).toEqual({ args: [], title: undefined });
  });

  test('a process that is not there is gone, not an exception', () => {
    expect(readProcFile('/proc/4194304/stat')).toEqual({ ok: false, why: 'gone', errno: 'ENOENT' });
  });
});

/** A child of a process that never waits for it: it ends once its parent has become `tail`, and the kernel says Z. */
async function zombie(): Promise<number> {
  const script = 'exec 3<&0; (read end <&3) & echo $!; exec tail -f /dev/null';
  const parent = spawn('/bin/sh', ['-c', script], { stdio: ['pipe', 'pipe', 'ignore'] });
  children.push(parent);
  const [said] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(said.toString());
  await until(() => fieldOf(parent.pid, 'comm') === 'tail');
  parent.stdin.end('\n');
  await until(() => fieldOf(pid, 'state') === 'Z');
  return pid;
}

/** Waits for what the kernel says, ten seconds at most. */
async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!holds() && performance.now() < deadline) await setImmediate();
}

function fieldOf(pid: number | undefined, field: string): unknown {
  const reading = readProcFile(`/proc/${pid}/stat`);
  const parsed = reading.ok ? formats.get('proc/pid/stat')?.parse(reading.text) : undefined;
  return parsed?.ok ? parsed.value[field] : undefined;
}
