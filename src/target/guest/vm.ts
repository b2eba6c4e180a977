/** The target `vm:KERNEL`: a kernel image in a virtual machine of its own. One CPU each. */
import { createAgentTarget, type AgentOptions } from '../agent-target.js';
import { profileOf } from '../describe-host.js';
import type { Target, TargetDescription } from '../target.js';
import { CONFINERS, confined } from './confined.js';
import { FirstRoot } from './first-root.js';
import { findImage, imageVersion } from './kernel-image.js';
import { describeUnless, missingProgram, type Obstacle } from './obstacles.js';

const EMULATOR = 'qemu-system-x86_64';
const MEMORY = '1G';
/** A translated step may take long. */
const DEADLINE_MS = 60_000;

/**
 * The kernel that `wanted` means (`6.1`: the newest of /boot; or the path of an image), in virtual machines.
 *
 * Nothing is compiled or started before it is met or runs something.
 */
export function createVmTarget(wanted: string, options: AgentOptions): Target {
  const root = new FirstRoot();
  const image = findImage(wanted);
  return createAgentTarget(
    {
      description: describeVm(wanted),
      arch: 'x86_64',
      isWholeMachine: true,
      command: async (_cpu, tools) =>
        confined(EMULATOR, machine(image ?? '', await root.archive(tools)), 'standard'),
      clear: () => root.clear(),
    },
    { deadlineMs: DEADLINE_MS, ...options },
  );
}

/** Describes a virtual machine with the kernel that `wanted` means. */
export function describeVm(wanted: string): TargetDescription {
  const image = findImage(wanted);
  const version = image === undefined ? undefined : imageVersion(image);
  return describeUnless(
    [
      missingProgram([EMULATOR, ...CONFINERS], 'qemu-system-x86 util-linux'),
      image === undefined ? noImage(wanted) : undefined,
      version === undefined
        ? { reason: `${image} is no kernel image for x86_64, or cannot be read` }
        : undefined,
    ],
    {
      name: `vm:${wanted}`,
      version: version?.split(' ', 1)[0] ?? '',
      profile: profileOf(version ?? wanted),
      capabilities: { pidNamespace: true, blocking: 'observed', privileged: true, lacks: [] },
    },
  );
}

function noImage(wanted: string): Obstacle {
  return {
    reason: `no /boot/vmlinuz-${wanted}*`,
    remedy: 'install that kernel, or name its image: `-t vm:PATH`',
  };
}

/**
 * Every instruction is translated (tcg): it works everywhere, and alike. Frames go over the first serial line; the kernel has no console, so
 * that nothing else is said there.
 */
function machine(image: string, archive: string): string[] {
  const size = ['-machine', 'accel=tcg', '-cpu', 'max', '-m', MEMORY, '-nodefaults', '-no-reboot'];
  const line = ['-display', 'none', '-chardev', 'stdio,id=frames,signal=off', '-serial', 'chardev:frames'];
  const kernel = ['-kernel', image, '-initrd', archive];
  return [...size, ...line, ...kernel, '-append', 'quiet panic=-1 rdinit=/init -- /dev/ttyS0'];
}
