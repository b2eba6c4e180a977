/** What a line of shell starts: its agent says of which version the kernel is, and what actors may do there. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { CAPABILITIES } from '../../src/abi/index.js';
import { loadSpec } from '../../src/spec/index.js';
import { createCommandTarget, describeHost, type Capabilities } from '../../src/target/index.js';

const loaded = loadSpec();
if (!loaded.ok) throw new Error('spec/ has problems');
const { abi } = loaded.spec;

const onLinux = process.platform === 'linux' ? describe : describe.skip;
const asRoot = process.getuid?.() === 0 ? test : test.skip;

/** Whoever runs an agent, it is found here. */
const cache = mkdtempSync(join(tmpdir(), 'abide-command-'));
chmodSync(cache, 0o755);
afterAll(() => rmSync(cache, { recursive: true, force: true }));

/** What is known of actors that `line` starts, once their agent was asked. */
async function met(line: string): Promise<Capabilities> {
  const target = createCommandTarget(line, { abi, agents: 1, cache });
  try {
    await target.meet?.();
    const { version, profile, capabilities } = target.description;
    expect([version, profile]).toEqual([release(), describeHost().profile]);
    return capabilities;
  } finally {
    await target.close();
  }
}

/** A line that starts an agent where these sysctls can be read, and no others. */
function agentWhere(sysctls: Readonly<Record<string, string | number>>): string {
  const write = Object.entries(sysctls).map(([name, value]) => `echo ${value} > ${name}`);
  const made = ['mount -t tmpfs sysctls /proc/sys', 'cd /proc/sys', 'mkdir -p fs kernel/yama', ...write];
  return `unshare --mount sh -c '${made.join(' && ')} && exec {agent} serve 0'`;
}

onLinux('the agent of a line of shell', () => {
  test('holds what this process holds', async () => {
    const { privileged, withheld } = describeHost().capabilities;
    expect(await met('{agent} serve 0')).toMatchObject(
      privileged ? { privileged, withheld } : { privileged },
    );
  });

  asRoot('that is an ordinary user is not privileged', async () => {
    const line = 'setpriv --reuid 65534 --regid 65534 --clear-groups {agent} serve 0';
    expect(await met(line)).toMatchObject({ privileged: false });
  });

  asRoot('that is root of a user namespace of its own is not privileged', async () => {
    const ordinary = 'setpriv --reuid 65534 --regid 65534 --clear-groups';
    const line = `${ordinary} unshare --user --map-root-user {agent} serve 0`;
    expect(await met(line)).toMatchObject({ privileged: false });
  });

  asRoot('that is a root with fewer rights says which it lacks', async () => {
    const { withheld = [] } = describeHost().capabilities;
    const lacking = CAPABILITIES.filter((name) => name === 'CAP_SYS_RESOURCE' || withheld.includes(name));
    expect(await met('setpriv --bounding-set -sys_resource {agent} serve 0')).toMatchObject({
      privileged: true,
      withheld: lacking,
    });
  });

  asRoot.each([
    [2, 1, ['suid-dumpable-2', 'restricted-ptrace']],
    [1, 3, ['suid-dumpable-1', 'no-ptrace']],
    [0, 0, []],
  ] as const)(
    'reads fs.suid_dumpable %i and kernel.yama.ptrace_scope %i',
    async (dumpable, scope, settings) => {
      const set = { 'fs/suid_dumpable': dumpable, 'kernel/yama/ptrace_scope': scope };
      expect(await met(agentWhere(set))).toMatchObject({ settings });
    },
  );
});
