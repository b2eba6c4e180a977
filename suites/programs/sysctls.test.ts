/** Programs on machines whose administrator has set what their answer depends on: they say so, and accuse nobody. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { exportProgram } from '../../src/report/index.js';
import { parseScenario } from '../../src/scenario/index.js';
import { loadSpec } from '../../src/spec/index.js';
import { compiled } from './compiled.js';

const directory = mkdtempSync(join(tmpdir(), 'abide-sysctls-'));
chmodSync(directory, 0o755);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const loaded = loadSpec();
if (!loaded.ok) throw new Error('spec/ has problems');
const { spec } = loaded;

/** The sysctls of a machine: they are laid over /proc/sys, of which the kernel takes no notice. */
type Sysctls = Readonly<
  Record<'fs/suid_dumpable' | 'kernel/yama/ptrace_scope' | 'kernel/core_pattern', string>
>;

const USUAL: Sysctls = {
  'fs/suid_dumpable': '0',
  'kernel/yama/ptrace_scope': '0',
  'kernel/core_pattern': 'core',
};

const PROGRAMS = {
  tells: 'A: setresuid(-1, 1, -1) = 0\nA: prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) = 0\n',
  attaches: 'A: pidfd_open(A, 0) = 3\nA: pidfd_getfd(3, 0, 0) = 4\n',
  dies: [
    'A: fork() -> B = B',
    'B: ! began',
    'A: kill(B, SIGSEGV) = 0',
    'B: ! ended zombie',
    'A: wait4(B, 0) = B {killed: SIGSEGV}',
  ].join('\n'),
} as const;

const paths = new Map<string, string>();

async function programOf(name: keyof typeof PROGRAMS): Promise<string> {
  const known = paths.get(name);
  if (known !== undefined) return known;
  const parsed = parseScenario(PROGRAMS[name]);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  const exported = exportProgram({ scenario: parsed.scenario }, spec);
  if (!exported.ok) throw new Error(exported.reason);
  const source = join(directory, `${name}.c`);
  writeFileSync(source, exported.program);
  const path = await compiled(source);
  paths.set(name, path);
  return path;
}

/** Its exit status and what it says, on a machine that is set otherwise in this. */
async function outcome(
  name: keyof typeof PROGRAMS,
  set: Partial<Sysctls>,
  as: readonly string[] = [],
): Promise<[status: number | null, said: string]> {
  const lines = Object.entries({ ...USUAL, ...set }).map(([file, value]) => `echo '${value}' > ${file}`);
  const laid = ['mount -t tmpfs sysctls /proc/sys', 'cd /proc/sys', 'mkdir -p fs kernel/yama', ...lines];
  const start = [...as, await programOf(name)].join(' ');
  const { status, stdout } = spawnSync(
    'unshare',
    ['--mount', 'sh', '-c', `${laid.join(' && ')} && exec ${start}`],
    { encoding: 'utf8', timeout: 60_000 },
  );
  return [status, stdout];
}

/** Who may look at nobody's memory; and who may leave no core, and not raise the limit. */
const WEAK = ['setpriv --bounding-set -sys_ptrace'];
const POOR = ['prlimit --core=0:0 setpriv --reuid 65534 --regid 65534 --clear-groups'];

/** What is laid over /proc/sys changes nothing: only where this machine is as usual a program can show what is usual. */
function isUsual(): boolean {
  const read = (file: string): string =>
    existsSync(join('/proc/sys', file)) ? readFileSync(join('/proc/sys', file), 'latin1') : '0';
  return (
    Number(read('fs/suid_dumpable')) === 0 &&
    Number(read('kernel/yama/ptrace_scope')) === 0 &&
    !/^[|@]/.test(read('kernel/core_pattern'))
  );
}

const canLay = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'sysctls', '/proc/sys']).status === 0;
const asRoot = canLay && isUsual() ? describe : describe.skip;

asRoot('a program', () => {
  test.each([
    ['tells', { 'fs/suid_dumpable': '2' }, 'fs/suid_dumpable is 2'],
    ['attaches', { 'kernel/yama/ptrace_scope': '3' }, 'kernel/yama/ptrace_scope is 3'],
  ] as const)('%s nothing on a machine that is set otherwise: %j', async (name, set, why) => {
    expect(await outcome(name, set)).toEqual([2, `cannot do this while /proc/sys/${why}\n`]);
    expect(await outcome(name, {})).toEqual([0, '']);
  });

  test('heeds a security module that restricts it, and no other', async () => {
    const restricted = { 'kernel/yama/ptrace_scope': '1' };
    expect(await outcome('attaches', restricted, WEAK)).toEqual([
      2,
      'cannot do this while /proc/sys/kernel/yama/ptrace_scope is 1\n',
    ]);
    expect(await outcome('attaches', restricted)).toEqual([0, '']);
  });

  test('tells nothing of ends where a socket takes cores', async () => {
    const [status, said] = await outcome('dies', { 'kernel/core_pattern': '@/run/cores' });
    expect([status, said]).toEqual([2, expect.stringContaining('cannot do this while core_pattern is')]);
  });

  test('tells nothing of ends where a pipe takes cores of whoever may leave none', async () => {
    const [status, said] = await outcome('dies', { 'kernel/core_pattern': '|/bin/true' }, POOR);
    expect([status, said]).toEqual([2, expect.stringContaining('cannot do this while core_pattern is')]);
    expect(await outcome('dies', {}, POOR)).toEqual([0, '']);
    expect(await outcome('dies', { 'kernel/core_pattern': '|/bin/true' })).toEqual([0, '']);
  });
});
