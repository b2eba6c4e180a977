/** What is known of the running kernel before anything is asked of it. */
import { readFileSync } from 'node:fs';
import { release } from 'node:os';
import { CAPABILITIES, type Arch, type Machine } from '../abi/index.js';
import type { TargetDescription } from './target.js';

/** The architecture of this machine; x86_64 where Linux runs on one that the agent is not written for. */
export function hostArch(): Arch {
  return ARCHES[process.arch] ?? 'x86_64';
}

/** Describes the running kernel. Starts nothing; without Linux it is not available, and the reason is told. */
export function describeHost(): TargetDescription {
  const linux = process.platform === 'linux';
  const known = ARCHES[process.arch] !== undefined;
  const description: TargetDescription = {
    name: 'host',
    available: linux && known,
    version: release(),
    profile: profileOf(release()),
    capabilities: { pidNamespace: true, blocking: 'observed', ...(linux ? machine() : NOBODY), lacks: [] },
  };
  if (description.available) return description;
  const reason = linux
    ? `the agent is not written for ${process.arch}`
    : `this is ${process.platform}, not Linux`;
  return { ...description, reason, remedy: 'try the model: `abide run -t model`' };
}

const ARCHES: Readonly<Partial<Record<NodeJS.Architecture, Arch>>> = { x64: 'x86_64', arm64: 'aarch64' };

/** The versions that spec/profiles/ describes, newest first. */
const PROFILES = [
  [6, 18],
  [6, 12],
  [6, 1],
] as const;

/** The newest profile that is not newer than the kernel; the oldest for a kernel that is older than all. */
export function profileOf(version: string): string {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  const [of, at] = PROFILES.find(([x, y]) => major > x || (major === x && minor >= y)) ?? [6, 1];
  return `linux-${of}.${at}`;
}

const NOBODY: Machine = { privileged: false };

/** What we may do, the agent may do: with CAP_SYS_ADMIN it needs no user namespace. */
function machine(): Machine {
  const line = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'latin1'));
  const effective = BigInt(`0x${line?.[1] ?? '0'}`);
  const withheld = CAPABILITIES.filter((_, number) => ((effective >> BigInt(number)) & 1n) === 0n);
  return withheld.includes('CAP_SYS_ADMIN') ? NOBODY : { privileged: true, withheld };
}
