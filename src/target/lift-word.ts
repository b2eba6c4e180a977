/** Words of memory as values: signals, sets of them, names, addresses. */
import {
  CELL_BYTES,
  CELLS,
  int,
  list,
  names,
  place,
  signalName,
  type AbiTable,
  type Arch,
  type Value,
} from '../abi/index.js';
import type { AgentFrame } from './frames.js';

/** What an agent's hello tells, as far as lifting needs it. */
export type AgentFacts = Pick<
  Extract<AgentFrame, { kind: 'hello' }>,
  'handler' | 'restorer' | 'private' | 'shared' | 'robust' | 'altStacks' | 'altStackBytes' | 'slots'
>;

/** What reading memory must know. */
export interface MemoryContext {
  readonly abi: AbiTable;
  readonly arch: Arch;
  readonly agent: AgentFacts;
}

/** A signal by name; a number that is none stays a number. */
export function signalValue(number: number): Value {
  const name = signalName(number);
  return name === undefined ? int(number) : names(name);
}

/** The signals of a set, in the order of their numbers. */
export function signalSetValue(set: bigint): Value {
  const members: Value[] = [];
  for (let rest = set, number = 1; rest !== 0n; rest >>= 1n, number++) {
    if ((rest & 1n) === 1n) members.push(signalValue(number));
  }
  return list(members);
}

/** Flags by name, in the order of their set; what has no name stays a number. */
export function flagsValue(set: string, value: bigint, { abi, arch }: MemoryContext): Value {
  const found: string[] = [];
  let rest = value;
  for (const name of abi.flagSets[set] ?? []) {
    const bits = abi.constants[arch][name] ?? 0n;
    if (bits === 0n || (rest & bits) !== bits) continue;
    found.push(name);
    rest &= ~bits;
  }
  if (found.length === 0) return int(rest);
  return rest === 0n ? names(...found) : { kind: 'names', names: found, rest };
}

/** The constant of the set that `value` is; a number where it is none. */
export function constantValue(set: string, value: bigint, { abi, arch }: MemoryContext): Value {
  const name = abi.flagSets[set]?.find((one) => abi.constants[arch][one] === value);
  return name === undefined ? int(value) : names(name);
}

/** The place that an address is; a number where it is none that a scenario could name. */
export function addressValue(address: bigint, { agent }: MemoryContext): Value {
  if (address === 0n) return place('null');
  if (address === agent.robust) return place('robust');
  const stack = address - agent.altStacks;
  const stacks = BigInt(agent.altStackBytes) * BigInt(agent.slots);
  if (stack >= 0n && stack < stacks && stack % BigInt(agent.altStackBytes) === 0n) return place('altstack');
  return cellAt(address, 'private', agent.private) ?? cellAt(address, 'shared', agent.shared) ?? int(address);
}

function cellAt(address: bigint, sort: 'private' | 'shared', first: bigint): Value | undefined {
  const distance = address - first;
  const isCell = distance >= 0n && distance < CELLS * CELL_BYTES && distance % BigInt(CELL_BYTES) === 0n;
  return isCell ? place(sort, Number(distance) / CELL_BYTES) : undefined;
}
