/** What calls do to descriptor tables, as far as their answers tell. */
import type { Value } from '../../../src/abi/index.js';
import {
  descriptionToChange,
  newDescription,
  type Belief,
  type Description,
  type Origin,
  type Process,
} from './belief.js';
import { argument, callerOf, nothing, returned, type Effect } from './effect.js';
import { bits, descriptorOf, has, numberOf } from './reading.js';
import type { Answered } from './moment.js';

/** O_DIRECT of x86_64 and of aarch64: on a pipe, packets. */
const DIRECT = 0o240000n;
/** The status flags that F_SETFL sets on every kind of file. */
export const STATUS_FLAGS = bits('O_APPEND') | bits('O_NONBLOCK');

/** Effects on descriptor tables by call. */
export const DESCRIPTOR_EFFECTS: Readonly<Record<string, Effect>> = {
  pipe: (belief, answered) => makePipe(belief, answered, undefined),
  pipe2: (belief, answered) => makePipe(belief, answered, argument(answered, 0, 'flags')),
  openat: open,
  dup: (belief, answered) => duplicate(belief, answered, returned(answered), false),
  dup2: (belief, answered) => {
    const same = descriptorOf(answered.asked.call.args[0]) === returned(answered);
    return same || duplicate(belief, answered, returned(answered), false);
  },
  dup3: (belief, answered) =>
    duplicate(belief, answered, returned(answered), has(answered.asked.call.args[2], 'O_CLOEXEC')),
  close: (belief, answered) => close(belief, answered),
  close_range: closeRange,
  fcntl: (belief, answered) => control(belief, answered),
};

function makePipe(belief: Belief, answered: Answered, flags: Value | undefined): boolean {
  if (answered.result.kind === 'errno') return true;
  const ends = answered.outputs[0];
  if (ends?.kind !== 'list') return false;
  const [reader, writer] = ends.items.map((item) => descriptorOf(item));
  if (reader === undefined || writer === undefined) return false;
  const pipe = belief.pipes++;
  for (const [kind, fd] of [['pipe-reader', reader] as const, ['pipe-writer', writer] as const]) {
    const description = newDescription(kind, pipe);
    description.packets = direct(flags);
    description.flags = has(flags, 'O_NONBLOCK') ? bits('O_NONBLOCK') : 0n;
    install(belief, answered, fd, addDescription(belief, description), has(flags, 'O_CLOEXEC'));
  }
  return true;
}

function open(belief: Belief, answered: Answered): boolean {
  const fd = returned(answered);
  if (fd === undefined) return answered.result.kind === 'errno';
  const path = answered.asked.call.args[1];
  const flags = answered.asked.call.args[2];
  // A path through /proc may lead to a pipe or to somebody's descriptor.
  if (path?.kind !== 'bytes' || /proc|fd/.test(path.bytes)) return false;
  if (['O_WRONLY', 'O_RDWR', 'O_TRUNC'].some((name) => has(flags, name))) {
    for (const [id, { content }] of belief.descriptions.copy()) {
      if (content !== undefined) forgetContent(descriptionToChange(belief, id));
    }
  }
  return install(belief, answered, fd, addDescription(belief, opened(flags)), has(flags, 'O_CLOEXEC'));
}

function forgetContent(description: Description | undefined): void {
  if (description !== undefined) description.content = undefined;
}

function opened(flags: Value | undefined): Description {
  if (!has(flags, 'O_CREAT') || !has(flags, 'O_EXCL') || has(flags, 'O_PATH')) return newDescription('other');
  const description = newDescription('file');
  description.flags = flagsOf(flags);
  if (!direct(flags)) description.content = '';
  return description;
}

function duplicate(
  belief: Belief,
  answered: Answered,
  fd: number | undefined,
  closeOnExec: boolean,
): boolean {
  if (fd === undefined) return answered.result.kind === 'errno';
  const source = descriptorOf(answered.asked.call.args[0]);
  const original = source === undefined ? undefined : callerOf(belief, answered)?.descriptors.get(source);
  if (original === undefined) return false;
  return install(belief, answered, fd, original.description, closeOnExec);
}

function close(belief: Belief, answered: Answered): boolean {
  const fd = descriptorOf(answered.asked.call.args[0]);
  const caller = callerOf(belief, answered);
  if (fd === undefined || caller === undefined) return false;
  if (returned(answered) !== undefined) closeDescriptor(caller, fd, 'closed');
  return true;
}

function closeRange(belief: Belief, answered: Answered): boolean {
  if (answered.result.kind === 'errno') return true;
  const [first, last] = answered.asked.call.args.map((value) => descriptorOf(value));
  const flags = answered.asked.call.args[2];
  const caller = callerOf(belief, answered);
  if (first === undefined || last === undefined || caller === undefined) return false;
  for (const [fd, descriptor] of [...caller.descriptors]) {
    if (fd < first || fd > last) continue;
    if (has(flags, 'CLOSE_RANGE_CLOEXEC')) caller.descriptors.set(fd, { ...descriptor, closeOnExec: true });
    else closeDescriptor(caller, fd, 'closed');
  }
  return true;
}

/** fcntl: one effect a command; a command that laws do not know must have been refused. */
const COMMANDS: Readonly<Record<string, Effect>> = {
  [String(bits('F_DUPFD'))]: (belief, answered) => duplicate(belief, answered, returned(answered), false),
  [String(bits('F_DUPFD_CLOEXEC'))]: (belief, answered) =>
    duplicate(belief, answered, returned(answered), true),
  [String(bits('F_GETFD'))]: nothing,
  [String(bits('F_SETFD'))]: (belief, answered) => {
    const flag = numberOf(argument(answered, 2, 'arg'));
    const found = descriptorNamed(belief, answered);
    if (flag === undefined || found === undefined) return false;
    const closeOnExec = (flag & bits('FD_CLOEXEC')) !== 0n;
    callerOf(belief, answered)?.descriptors.set(found.fd, { ...found.descriptor, closeOnExec });
    return true;
  },
  [String(bits('F_GETFL'))]: (belief, answered) => {
    const description = namedToChange(belief, answered);
    if (description !== undefined) description.flags = BigInt(returned(answered) ?? 0) & STATUS_FLAGS;
    return description !== undefined;
  },
  [String(bits('F_SETFL'))]: (belief, answered) => {
    const description = namedToChange(belief, answered);
    const flags = argument(answered, 2, 'arg');
    if (description === undefined) return false;
    description.flags = flagsOf(flags);
    description.packets ||= direct(flags);
    if (direct(flags)) description.content = undefined;
    return true;
  },
};

function control(belief: Belief, answered: Answered): boolean {
  if (answered.result.kind === 'errno') return true;
  const command = numberOf(argument(answered, 1, 'cmd'));
  const effect = command === undefined ? undefined : COMMANDS[String(BigInt.asUintN(32, command))];
  return effect?.(belief, answered) ?? false;
}

/** The caller's descriptor that argument `fd` names, if it is believed to be open. */
export function descriptorNamed(belief: Belief, answered: Answered) {
  const fd = descriptorOf(argument(answered, 0, 'fd'));
  const caller = belief.processes.get(answered.asked.actor);
  const descriptor = fd === undefined ? undefined : caller?.descriptors.get(fd);
  return fd === undefined || descriptor === undefined ? undefined : { fd, descriptor };
}

/** The open file description behind argument `fd`, if it is believed to be open. */
export function descriptionNamed(belief: Belief, answered: Answered): Description | undefined {
  const found = descriptorNamed(belief, answered);
  return found === undefined ? undefined : belief.descriptions.get(found.descriptor.description);
}

/** The same, to be changed. */
export function namedToChange(belief: Belief, answered: Answered): Description | undefined {
  const found = descriptorNamed(belief, answered);
  return found === undefined ? undefined : descriptionToChange(belief, found.descriptor.description);
}

/** Closes one descriptor of a process that may be changed, and remembers why. */
export function closeDescriptor(process: Process, fd: number, origin: Origin): void {
  if (!process.descriptors.delete(fd)) return;
  process.closed.set(fd, origin);
  process.low = Math.min(process.low, fd);
}

function install(
  belief: Belief,
  answered: Answered,
  fd: number,
  description: number,
  closeOnExec: boolean,
): boolean {
  const caller = callerOf(belief, answered);
  if (caller === undefined) return false;
  caller.descriptors.set(fd, { description, closeOnExec, origin: 'made' });
  caller.closed.delete(fd);
  while (caller.descriptors.has(caller.low)) caller.low += 1;
  return true;
}

function addDescription(belief: Belief, description: Description): number {
  const id = belief.descriptions.size;
  belief.descriptions.set(id, description);
  belief.own.descriptions.add(id);
  return id;
}

function flagsOf(flags: Value | undefined): bigint {
  return (
    (has(flags, 'O_APPEND') ? bits('O_APPEND') : 0n) | (has(flags, 'O_NONBLOCK') ? bits('O_NONBLOCK') : 0n)
  );
}

function direct(flags: Value | undefined): boolean {
  if (flags?.kind === 'names')
    return flags.names.includes('O_DIRECT') || ((flags.rest ?? 0n) & DIRECT) !== 0n;
  return flags?.kind === 'int' && (flags.value & DIRECT) !== 0n;
}
