/** The target `uml`: User Mode Linux, a Linux kernel as a process of this one. One CPU each. */
import { join } from 'node:path';
import { createAgentTarget, type AgentOptions } from '../agent-target.js';
import { profileOf } from '../describe-host.js';
import type { Target, TargetDescription } from '../target.js';
import { CONFINERS, confined, versionOf } from './confined.js';
import { FirstRoot } from './first-root.js';
import { describeUnless, missingProgram, otherMachine } from './obstacles.js';

const KERNEL = 'linux.uml';
/** The line of the frames, which falls silent for good once nobody took 4 KiB of it, and that of the counts (init.c). */
const LINES = ['/dev/ttyS0', '/dev/ttyS1'];
/** Shared memory for all slots of the agent, of which a scenario touches little, must seem to be there. */
const MEMORY = '1G';

/** User Mode Linux. Nothing is compiled or started before it is met or runs something. */
export function createUmlTarget(options: AgentOptions): Target {
  const root = new FirstRoot();
  return createAgentTarget(
    {
      description: describeUml(),
      arch: 'x86_64',
      isWholeMachine: true,
      command: async (cpu, tools) => {
        const archive = await root.archive(tools);
        return confined(KERNEL, kernelArguments(archive, join(root.place(), String(cpu))), 'credited');
      },
      clear: () => root.clear(),
    },
    options,
  );
}

/** Describes User Mode Linux, if it is installed. */
export function describeUml(): TargetDescription {
  const version = versionOf(KERNEL);
  return describeUnless(
    [otherMachine(KERNEL), missingProgram([KERNEL, ...CONFINERS], 'user-mode-linux util-linux')],
    {
      name: 'uml',
      version: version ?? '',
      profile: version === undefined ? 'linux-6.1' : profileOf(version),
      capabilities: { pidNamespace: true, blocking: 'observed', privileged: true, lacks: [] },
    },
  );
}

function kernelArguments(archive: string, place: string): string[] {
  const consoles = ['con=null', 'con0=null', 'ssl=null', 'ssl0=fd:3,fd:3', 'ssl1=fd:4,fd:4'];
  return [
    `mem=${MEMORY}`,
    `initrd=${archive}`,
    'rdinit=/init',
    ...consoles,
    'quiet',
    'panic=-1',
    `uml_dir=${place}/`,
    '--',
    ...LINES,
  ];
}
