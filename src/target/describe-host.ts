/** What is known of the running kernel before anything is asked of it. */
import { existsSync, readFileSync } from 'node:fs';
import { release } from 'node:os';
import { CAPABILITIES, type Arch, type Machine } from '../abi/index.js';
import type { TargetDescription } from './target.js';

/** The architecture of this machine; x86_64 where Linux runs on one that the agent is not written for. */
export function hostArch(): Arch {
  return ARCHES[process.arch] ?? 'x86_64';
}

/** Describes the running kernel. Starts nothing; where it is not available, it says why. */
export function describeHost(): TargetDescription {
  const obstacle = obstacleHere();
  const rights = obstacle === undefined ? machineOf(heldHere()) : NOBODY;
  const description: TargetDescription = {
    name: 'host',
    available: obstacle === undefined,
    version: release(),
    profile: profileOf(release()),
    capabilities: { pidNamespace: true, blocking: 'observed', ...rights, lacks: [] },
  };
  return { ...description, ...obstacle };
}

const OTHERWISE = 'try the model: `abide run -t model`';

/** Why no agent can run here. */
function obstacleHere(): { reason: string; remedy: string } | undefined {
  const { platform, arch } = process;
  if (platform !== 'linux') return { reason: `this is ${platform}, not Linux`, remedy: OTHERWISE };
  if (ARCHES[arch] === undefined)
    return { reason: `the agent is not written for ${arch}`, remedy: OTHERWISE };
  if (!existsSync(OWN_STATUS)) return { reason: 'there is no /proc', remedy: 'mount -t proc proc /proc' };
  return undefined;
}

const OWN_STATUS = '/proc/self/status';

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

/** What the capabilities `held`, a bit each, let actors do: with CAP_SYS_ADMIN the agent needs no user namespace. */
export function machineOf(held: bigint): Machine {
  const withheld = CAPABILITIES.filter((_, number) => ((held >> BigInt(number)) & 1n) === 0n);
  return withheld.includes('CAP_SYS_ADMIN') ? NOBODY : { privileged: true, withheld };
}

/** The capabilities that we hold, and our agents as well: root of a user namespace that does not know every user is root of nothing else. */
function heldHere(): bigint {
  if (existsSync(USERS) && !readFileSync(USERS, 'latin1').includes(EVERYBODY)) return 0n;
  const line = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync(OWN_STATUS, 'latin1'));
  return BigInt(`0x${line?.[1] ?? '0'}`);
}

/** The users that are known here: how many there can be, but in a user namespace of somebody's own. */
const USERS = '/proc/self/uid_map';
const EVERYBODY = '4294967295';
