/** Surroundings: whatever those who start the program have left it, a kernel is not accused of it. */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { compiled } from '../programs/compiled.js';

const PROGRAM = resolve('dist/src/cli/main.js');
const SCENARIO = resolve('suites/misfortunes/surroundings.scn');

const isRoot = process.getuid?.() === 0;
const onLinux = process.platform === 'linux' ? describe : describe.skip;
const directory = mkdtempSync(join(tmpdir(), 'abide-surroundings-'));
chmodSync(directory, 0o755);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** An ordinary user, whoever runs the tests. */
const ORDINARY = isRoot ? ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'] : [];

/** Root of a user namespace of one's own. */
const IN_A_NAMESPACE = ['unshare', '--user', '--map-root-user'];

interface Surroundings {
  /** Words before the program. */
  readonly words: readonly string[];
  /** What it says where the agent cannot help itself; else it goes on as ever. */
  readonly says?: RegExp;
}

const SURROUNDINGS: readonly Surroundings[] = [
  { words: ORDINARY },
  { words: [...ORDINARY, ...IN_A_NAMESPACE] },
  { words: ['nice', ...ORDINARY], says: /a nice value of 0: EACCES: start it without `nice`/ },
  { words: ['prlimit', '--nofile=500:500', ...ORDINARY], says: /RLIMIT_NOFILE: EPERM: its hard limit/ },
  { words: ['prlimit', '--fsize=10000000000', ...ORDINARY], says: /RLIMIT_FSIZE: EPERM: its hard limit/ },
  { words: ['prlimit', '--nproc=400:400', ...ORDINARY], says: /RLIMIT_NPROC: EPERM: its hard limit/ },
  { words: ['prlimit', '--core=0:0', ...ORDINARY] },
  { words: ['setpriv', '--no-new-privs'], says: /no_new_privs: EPERM: start it where/ },
  { words: ['ionice', '-c', '3'] },
];
/** Where cores seem to go to a socket: what is laid over /proc/sys only the agent believes. */
const WITH_A_SOCKET = [
  'mount -t tmpfs sysctls /proc/sys',
  'mkdir /proc/sys/kernel',
  'echo @/run/cores > /proc/sys/kernel/core_pattern',
  'exec "$@"',
].join(' && ');

const OF_ROOT: readonly Surroundings[] = [
  {
    words: ['unshare', '--mount', 'sh', '-c', WITH_A_SOCKET, 'sh'],
    says: /a socket for cores: EPERM: kernel.core_pattern begins with @/,
  },
  { words: ['nice'] },
  { words: ['setpriv', '--securebits', '+no_setuid_fixup'] },
  { words: ['setpriv', '--bounding-set', '-sys_admin'] },
  { words: IN_A_NAMESPACE, says: /an ordinary user: EINVAL: root in a user namespace of its own is let off/ },
];

onLinux('started with', () => {
  test.each([...SURROUNDINGS, ...(isRoot ? OF_ROOT : [])])('$words it accuses nobody', ({ words, says }) => {
    const { status, stderr } = started(words);
    if (says === undefined) expect([status, stderr]).toEqual([0, '']);
    else {
      expect(status).toBe(2);
      expect(stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(says)]);
    }
  });
});

/** A user whom nobody else is: what it has of pipes is no business of others who run tests. */
const HOARDER = ['setpriv', '--reuid', '65533', '--regid', '65533', '--clear-groups'];
const STARTERS: readonly (readonly [name: string, words: readonly string[], says: RegExp])[] = [
  ['filtered', [], /: a seccomp filter: EPERM: start it where/],
  ['hoarding', HOARDER, /: a pipe of 64 KiB: EMFILE: this user has more pipes than/],
];

onLinux('started by', () => {
  test.each(STARTERS.filter(([, words]) => isRoot || words.length === 0))(
    '%s.c it accuses nobody',
    async (name, words, says) => {
      const source = join(directory, `${name}.c`);
      copyFileSync(`suites/misfortunes/${name}.c`, source);
      const { status, stderr } = started([...words, await compiled(source)]);
      expect([status, stderr]).toEqual([2, expect.stringMatching(says)]);
    },
  );
});

/** How the program ends on the scenario, started with those words, and what it says. */
function started(words: readonly string[]): { status: number | null; stderr: string } {
  const [, uid = process.getuid?.() ?? 0] = / --reuid (\d+) /.exec(words.join(' ')) ?? [];
  const home = homeOf(Number(uid));
  const line = [...words, process.execPath, PROGRAM, 'try', SCENARIO, '-t', 'host'];
  const env = { ...process.env, HOME: home, XDG_CACHE_HOME: join(home, 'cache') };
  return spawnSync('env', line, { encoding: 'utf8', env });
}

/** A directory of that user's own, where the agent is compiled once. */
function homeOf(uid: number): string {
  const home = join(directory, String(uid));
  mkdirSync(home, { recursive: true });
  if (isRoot) chownSync(home, uid, uid);
  return home;
}
