/** Actors in an emulator in user space: what an image that is not emulated answers never counts. */
import { describe, expect, test } from '@jest/globals';
import { parseScenario } from '../../src/scenario/index.js';
import { loadSpec } from '../../src/spec/index.js';
import {
  compileAgent,
  createAgentTarget,
  createQemuUserTarget,
  describeHost,
  markedForEmulator,
  NATIVE_COMPILERS,
  type Target,
} from '../../src/target/index.js';

const loaded = loadSpec();
if (!loaded.ok) throw new Error('spec/ has problems');
const { abi } = loaded.spec;
const arch = process.arch === 'arm64' ? 'aarch64' : 'x86_64';

const real = createQemuUserTarget('x86_64', { abi, agents: 1, deadlineMs: 60_000 });
const whereEmulated = real.description.available ? describe : describe.skip;

const parsed = parseScenario(`setting: profile linux-6.18
A: fork() -> B
B: execve("/bin/agent", ["again"], [])
B: exit_group(7)
`);
if (!parsed.ok) throw new Error('the scenario has problems');
const { scenario } = parsed;

/** Actors that `emulator` runs. */
function emulatedBy(emulator: string): Target {
  return createAgentTarget(
    {
      description: { ...describeHost(), name: emulator },
      arch,
      command: async (_cpu, tools) => {
        const agent = await compileAgent({ ...tools, arch, compilers: NATIVE_COMPILERS });
        return {
          path: agent,
          args: ['serve', '0', markedForEmulator(agent), emulator],
          env: {},
          wire: 'standard',
        };
      },
    },
    { abi, agents: 1 },
  );
}

whereEmulated('actors in an emulator', () => {
  test('begin, execute programs and end as elsewhere', async () => {
    const { steps, ended } = await real.run(scenario);
    await real.close();
    expect(ended).toEqual({ how: 'complete' });
    expect(steps.map((events) => events.map(({ kind }) => kind))).toEqual([
      ['returned', 'began'],
      ['image'],
      ['ended'],
    ]);
  });

  test.each([
    ['a program that emulates nothing', '/bin/true', /cannot make its world: emulator: ENOEXEC/],
    ['one that has it run by the kernel', '/usr/bin/env', /cannot make its world: emulator: ENOEXEC/],
    ['no program', '/no/such/emulator', /cannot make its world: registration of the emulator: ENOENT/],
  ])('%s is refused', async (_, emulator, complaint) => {
    const target = emulatedBy(emulator);
    await expect(target.run(scenario)).rejects.toThrow(complaint);
    await target.close();
  });
});
