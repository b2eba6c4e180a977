/** Laws of descriptors: spec/laws/descriptor.yaml. */
import type { ActorName, Value } from '../../src/abi/index.js';
import { accountOf, type Entry } from './account/account.js';
import type { Description } from './account/belief.js';
import { descriptionNamed, STATUS_FLAGS } from './account/descriptors.js';
import { argument, errnoOf, returned } from './account/effect.js';
import type { Answered } from './account/moment.js';
import { bits, descriptorOf, numberOf } from './account/reading.js';
import { eachAnswer } from './breach.js';
import type { LawChecker } from './law.js';

export const DESCRIPTOR_LAWS: readonly LawChecker[] = [
  {
    id: 'descriptor/lowest-free',
    check: (scenario, observation) => eachAnswer(accountOf(scenario, observation), lowestFree),
  },
  {
    id: 'descriptor/shared-offset-and-flags',
    check: (scenario, observation) => eachAnswer(accountOf(scenario, observation), sharedState),
  },
  {
    id: 'descriptor/open-until-closed',
    check: (scenario, observation) =>
      eachAnswer(accountOf(scenario, observation), (entry, answered) =>
        openness(entry, answered, 'closed', 'made'),
      ),
  },
];

/**
 * A descriptor is used: is it open if it must be, closed if it must be? Looks only at descriptors that are as
 * they are because of `origin`, and only at calls that look at the descriptor before anything else.
 */
export function openness(
  entry: Entry,
  answered: Answered,
  ...origins: readonly string[]
): string | undefined {
  const { asked } = answered;
  const process = entry.before.processes.get(asked.actor);
  const fd = descriptorOf(asked.call.args[0]);
  if (process === undefined || fd === undefined || asked.step !== entry.step) return undefined;
  const refused = errnoOf(answered) === 'EBADF';
  const descriptor = process.descriptors.get(fd);
  const closed = process.closed.get(fd);
  if (descriptor !== undefined && refused && needsOpenOnly(answered) && origins.includes(descriptor.origin)) {
    return `descriptor ${fd} of ${asked.actor} is open (${descriptor.origin}), but ${asked.call.name} finds it closed`;
  }
  if (closed !== undefined && !refused && LOOKS_FIRST.has(asked.call.name) && origins.includes(closed)) {
    return `descriptor ${fd} of ${asked.actor} is closed (${closed}), but ${asked.call.name} finds it open`;
  }
  return undefined;
}

/** Calls that look at their first descriptor before they look at anything else. */
const LOOKS_FIRST = new Set(['read', 'write', 'close', 'dup', 'fcntl']);

/** Calls that answer EBADF for a closed descriptor only. */
function needsOpenOnly(answered: Answered): boolean {
  if (answered.asked.call.name !== 'fcntl') return ['close', 'dup'].includes(answered.asked.call.name);
  const command = numberOf(argument(answered, 1, 'cmd'));
  return [bits('F_GETFD'), bits('F_SETFD'), bits('F_GETFL')].includes(command ?? -1n);
}

function lowestFree(entry: Entry, answered: Answered): string | undefined {
  const { actor, call } = answered.asked;
  const made = MADE[call.name]?.(answered);
  const process = entry.before.processes.get(actor);
  if (made === undefined || process === undefined || answered.asked.step !== entry.step) return undefined;
  const taken = new Set<number>();
  for (const fd of made.descriptors) {
    let lowest = Math.max(made.from, process.low);
    while (taken.has(lowest) || process.descriptors.has(lowest)) lowest += 1;
    if (fd !== lowest) return `${call.name} gives ${actor} descriptor ${fd}, but ${lowest} is free`;
    taken.add(fd);
  }
  return undefined;
}

type Made = { readonly from: number; readonly descriptors: readonly number[] } | undefined;

/** Calls that take the lowest free descriptor, or the lowest from a number on. */
const MADE: Readonly<Record<string, (answered: Answered) => Made>> = {
  pipe: madePair,
  pipe2: madePair,
  openat: madeOne,
  dup: madeOne,
  fcntl: (answered) => {
    const command = numberOf(argument(answered, 1, 'cmd'));
    const from = descriptorOf(argument(answered, 2, 'arg'));
    if (command !== bits('F_DUPFD') && command !== bits('F_DUPFD_CLOEXEC')) return undefined;
    const made = madeOne(answered);
    return made === undefined || from === undefined ? undefined : { ...made, from };
  },
};

function madeOne(answered: Answered): Made {
  const fd = returned(answered);
  return fd === undefined ? undefined : { from: 0, descriptors: [fd] };
}

function madePair({ outputs }: Answered): Made {
  const pair = outputs[0]?.kind === 'list' ? outputs[0].items.map(descriptorOf) : [];
  return pair.length === 0 || pair.includes(undefined)
    ? undefined
    : { from: 0, descriptors: pair as number[] };
}

function sharedState(entry: Entry, answered: Answered): string | undefined {
  if (answered.asked.step !== entry.step) return undefined;
  const { actor, call } = answered.asked;
  const description = descriptionNamed(entry.before, answered);
  if (description === undefined) return undefined;
  if (call.name === 'fcntl') return sharedFlags(actor, description, answered);
  return call.name === 'read' ? sharedOffset(actor, description, answered) : undefined;
}

function sharedFlags(actor: ActorName, description: Description, answered: Answered): string | undefined {
  const flags = returned(answered);
  if (numberOf(argument(answered, 1, 'cmd')) !== bits('F_GETFL') || flags === undefined) return undefined;
  const seen = BigInt(flags) & STATUS_FLAGS;
  if (description.flags === undefined || description.flags === seen) return undefined;
  return `F_GETFL tells ${actor} status flags ${octal(seen)}, but ${octal(description.flags)} are set in this description`;
}

function sharedOffset(actor: ActorName, description: Description, answered: Answered): string | undefined {
  const count = numberOf(argument(answered, 1, 'count'));
  const { content, offset } = description;
  const got = returned(answered);
  if (content === undefined || count === undefined || got === undefined || got > Number(count))
    return undefined;
  const data = dataOf(answered.outputs);
  const expected = content.slice(offset, offset + got);
  if (got > expected.length) return `${actor} reads ${got} bytes, but ${content.length - offset} are left`;
  const left = content.length - offset;
  if (got === 0 && count > 0n && left > 0) return `${actor} reads end of file, but ${left} bytes are left`;
  if (data?.length !== got || data === expected) return undefined;
  return `${actor} reads other bytes than stand at offset ${offset}, where all duplicates are`;
}

/** The bytes that a read brought back, if they can be seen. */
export function dataOf(outputs: readonly Value[]): string | undefined {
  const data = outputs[0];
  return data?.kind === 'bytes' ? data.bytes : undefined;
}

function octal(flags: bigint): string {
  return `0o${flags.toString(8)}`;
}
