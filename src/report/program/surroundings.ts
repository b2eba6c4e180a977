/** What a tale takes for granted of the place where it happens. */
import {
  bindArguments,
  signatureFor,
  type Argument,
  type Call,
  type Signature,
  type Value,
} from '../../abi/index.js';
import type { CCall, Spec } from '../../spec/index.js';
import type { PieceName } from './pieces.js';
import { Refused } from './refused.js';
import { scenesOf, type Scene, type Tale } from './tale.js';

/** A piece to be used, and the function that it brings. */
interface Preparation {
  readonly piece: PieceName;
  readonly call: string;
}

export interface Surroundings {
  /** It takes a director, and the first actor is a process of its own. */
  readonly staged: boolean;
  /** It must not happen among other people's numbers. */
  readonly ownNumbers: boolean;
  /** What the first actor does before its first step. */
  readonly preparations: readonly Preparation[];
}

/** A call with its arguments bound. */
interface Bound {
  readonly signature: Signature;
  readonly entry: CCall | undefined;
  readonly arguments: readonly { readonly argument: Argument; readonly value: Value | undefined }[];
}

/** Looks through the tale. Throws Refused for a call that does not fit its signature. */
export function surroundingsOf(tale: Tale, spec: Spec): Surroundings {
  const scenes = scenesOf(tale);
  const calls = scenes.map(({ action }) => bound(action.call, spec));
  const values = [...calls.flatMap(valuesOf), ...scenes.flatMap(seenValues)];
  refuseOtherWorlds(scenes, calls.flatMap(valuesOf));
  const ownNumbers = calls.some(reachesStrangers);
  const standard = calls.some(namesStandard) || calls.some(({ entry }) => entry?.descriptors === true);
  const chosen: readonly (readonly [boolean, Preparation])[] = [
    [calls.some(isAboutUsers) || scenes.some(tellsUsers), { piece: 'root', call: 'be_root();' }],
    [standard, { piece: 'standard', call: 'open_standard();' }],
    [calls.some(isAboutDescriptors), { piece: 'descriptors', call: 'free_descriptors();' }],
    [calls.some(asksAddresses), { piece: 'robust_lists', call: 'forget_robust_list();' }],
    [calls.some(asksLimits), { piece: 'limits', call: 'set_limits();' }],
    [
      !calls.some(asksLimits) && calls.some(isBeyondLimit),
      { piece: 'files_limit', call: 'limit_descriptors();' },
    ],
    [calls.some(({ entry }) => entry?.groups === true), { piece: 'groups', call: 'leave_groups();' }],
    [calls.some(isAboutPriority), { piece: 'nice', call: 'be_ordinary();' }],
    [values.some(isAgentName), { piece: 'comm', call: 'take_name();' }],
    [calls.some(usesDirectory), { piece: 'directory', call: 'own_directory();' }],
  ];
  return {
    staged:
      ownNumbers ||
      scenes.some(needsOthers) ||
      calls.some(needsDirector) ||
      values.some(mayStop) ||
      tale.watched === true ||
      values.some(isInit),
    ownNumbers,
    preparations: chosen.flatMap(([needed, preparation]) => (needed ? [preparation] : [])),
  };
}

/** What takes more than a program can bring about, or says in one word what many numbers say. */
function refuseOtherWorlds(scenes: readonly Scene[], values: readonly Value[]): void {
  if (values.some((value) => namesOne(value, NESTED)))
    throw new Refused('it makes a PID namespace or a user namespace');
  const failed = scenes.flatMap(({ events }) =>
    events.flatMap((event) =>
      event.kind === 'returned' && event.result.kind === 'errno' ? [event.result.errno] : [],
    ),
  );
  if (values.some((value) => value.kind === 'bytes' && value.bytes.startsWith('#!/bin/agent'))) {
    throw new Refused('a file of it names the program of the trial');
  }
  if (failed.includes('EROFS')) throw new Refused('it takes a root that nobody can write to');
}

/** Numbers of actors would mean something else to those in them. */
const NESTED: ReadonlySet<string> = new Set(['CLONE_NEWPID', 'CLONE_NEWUSER']);

function namesOne(value: Value, names: ReadonlySet<string>): boolean {
  if (value.kind === 'struct') return Object.values(value.fields).some((field) => namesOne(field, names));
  return value.kind === 'names' && value.names.some((name) => names.has(name));
}

function bound(call: Call, spec: Spec): Bound {
  const known = spec.abi.calls[call.name];
  if (known === undefined) throw new Refused(`no call is named ${call.name}`);
  const signature = signatureFor(known, call, spec.abi.constants.x86_64);
  const binding = bindArguments(signature, call);
  if (!binding.ok) throw new Refused(binding.problem);
  return {
    signature,
    entry: spec.c.calls[call.name],
    arguments: signature.arguments.map((argument) => ({ argument, value: binding.values[argument.name] })),
  };
}

function valuesOf({ arguments: all }: Bound): Value[] {
  return all.flatMap(({ value }) => (value === undefined ? [] : [value]));
}

function seenValues({ events }: Scene): Value[] {
  return events.flatMap((event) => (event.kind === 'returned' ? event.outputs : []));
}

/** Somebody else acts, or something else is seen of the first actor than that its calls come back. */
function needsOthers({ action, events }: Scene): boolean {
  return (
    action.actor !== 'A' ||
    action.spawns !== undefined ||
    events.some(({ kind, actor }) => actor !== 'A' || (kind !== 'returned' && kind !== 'handler')) ||
    !events.some(({ kind }) => kind === 'returned')
  );
}

function needsDirector({ entry, signature }: Bound): boolean {
  return entry?.session === true || entry?.descriptors === true || signature.returns === 'nothing';
}

function nounOf({ type }: Argument): string {
  return type.kind === 'integer' ? type.noun : '';
}

function reachesStrangers({ entry, arguments: all }: Bound): boolean {
  if (entry?.numbers === 'never') return false;
  const strangers = all.some(
    ({ argument, value }) =>
      nounOf(argument) === 'pid' &&
      value?.kind === 'int' &&
      (entry?.numbers === 'always' || BigInt.asIntN(32, value.value) !== 0n),
  );
  return strangers || all.some(({ value }) => value?.kind === 'struct' && choosesNumbers(value));
}

/** A new task is given a number that has to be free. */
function choosesNumbers({ fields }: Extract<Value, { kind: 'struct' }>): boolean {
  return Object.values(fields).some(
    (field) => field.kind === 'list' && field.items.some(({ kind }) => kind === 'actor' || kind === 'int'),
  );
}

function isAboutDescriptors({ signature, arguments: all }: Bound): boolean {
  return signature.returns === 'fd' || all.some(({ argument }) => isDescriptor(argument));
}

function isDescriptor({ type }: Argument): boolean {
  if (type.kind === 'integer') return type.noun === 'fd';
  return type.kind === 'pointer' && type.to.kind === 'array' && type.to.noun === 'fd';
}

function namesStandard({ arguments: all }: Bound): boolean {
  return all.some(
    ({ argument, value }) =>
      nounOf(argument) === 'fd' && value?.kind === 'int' && value.value >= 0n && value.value <= 2n,
  );
}

/** A number beyond the usual limit of descriptors, in a call that is about them. */
function isBeyondLimit(call: Bound): boolean {
  return (
    isAboutDescriptors(call) &&
    call.arguments.some(
      ({ argument, value }) =>
        argument.type.kind === 'integer' &&
        argument.type.noun !== 'size' &&
        value?.kind === 'int' &&
        value.value >= 1000n &&
        value.value <= 0xffff_ffffn,
    )
  );
}

function asksLimits({ arguments: all }: Bound): boolean {
  return all.some(
    ({ argument: { type }, value }) =>
      type.kind === 'pointer' &&
      type.direction !== 'in' &&
      type.to.kind === 'struct' &&
      type.to.struct === 'rlimit' &&
      value === undefined,
  );
}

/** It tells what a thread has registered: the C library has registered something, and nobody has in a trial. */
function asksAddresses({ arguments: all }: Bound): boolean {
  return all.some(
    ({ argument: { type } }) =>
      type.kind === 'pointer' &&
      type.direction === 'out' &&
      type.to.kind === 'integer' &&
      type.to.noun === 'address',
  );
}

const USERS: ReadonlySet<string> = new Set(['uid', 'gid']);

function isAboutUsers({ arguments: all }: Bound): boolean {
  return all.some(
    ({ argument: { type } }) =>
      (type.kind === 'integer' && USERS.has(type.noun)) ||
      (type.kind === 'pointer' && 'noun' in type.to && USERS.has(type.to.noun)),
  );
}

function tellsUsers({ events }: Scene): boolean {
  return events.some(
    (event) =>
      (event.kind === 'handler' && event.info.uid !== undefined) ||
      (event.kind === 'returned' &&
        event.outputs.some((value) => value.kind === 'struct' && 'uid' in value.fields)),
  );
}

function isAboutPriority({ arguments: all }: Bound): boolean {
  return all.some(({ argument: { type } }) => type.kind === 'integer' && type.flags === 'priority_which');
}

function isAgentName(value: Value): boolean {
  return value.kind === 'bytes' && value.bytes.startsWith('agent');
}

/** A stop from the terminal does nothing to the first actor of a trial, whose group is orphaned. */
const TERMINAL_STOPS: ReadonlySet<string> = new Set(['SIGTSTP', 'SIGTTIN', 'SIGTTOU']);

function mayStop(value: Value): boolean {
  return value.kind === 'list' ? value.items.some(mayStop) : namesOne(value, TERMINAL_STOPS);
}

function isInit(value: Value): boolean {
  return value.kind === 'struct' && value.fields['pid']?.kind === 'int' && value.fields['pid'].value === 1n;
}

/** A path that does not begin at the root. */
function usesDirectory({ arguments: all }: Bound): boolean {
  return all.some(({ argument: { type }, value }) => {
    const isPath = type.kind === 'pointer' && type.to.kind === 'string' && type.to.path === true;
    return (
      isPath && value?.kind === 'bytes' && (!value.bytes.startsWith('/') || value.bytes.startsWith('/work'))
    );
  });
}
