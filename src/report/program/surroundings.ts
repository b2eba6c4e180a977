/** What a tale takes for granted of the place where it happens. */
import type { Argument, Value } from '../../abi/index.js';
import type { Spec } from '../../spec/index.js';
import type { Caller } from '../../trial/index.js';
import { boundCall, valuesOf, type BoundCall } from './bound-call.js';
import { Lineage, namesFlag } from './lineage.js';
import type { PieceName } from './pieces.js';
import { needed, type Preparation } from './preparation.js';
import { Refused } from './refused.js';
import { sysctlsOf } from './sysctls.js';
import { scenesOf, type Scene, type Tale } from './tale.js';
import { COPY, isInWork, ITSELF, namesAgentWithin } from './trial-paths.js';

export interface Surroundings {
  /** It takes a director, and the first actor is a process of its own. */
  readonly staged: boolean;
  /** It must not happen among other people's numbers. */
  readonly ownNumbers: boolean;
  /** What the first actor does before its first step. */
  readonly preparations: readonly Preparation[];
  readonly lineage: Lineage;
  /** The path that stands for the trial's program. */
  readonly agent: string;
  /** It asks for an execve that Linux refuses, and that another kernel may make of whatever program. */
  readonly runsItself: boolean;
  /** What the program does to become the caller that the tale is about, on a machine like that. */
  readonly calling: readonly Preparation[];
}

/** Looks through the tale. Throws Refused for a call that does not fit its signature. */
export function surroundingsOf(tale: Tale, spec: Spec): Surroundings {
  const scenes = scenesOf(tale);
  const calls = scenes.map(({ action }) => boundCall(action.call, spec));
  const values = [...calls.flatMap(valuesOf), ...scenes.flatMap(seenValues)];
  refuseOtherWorlds(scenes);
  const agent =
    values.some(namesAgentWithin) || (isRunAnew(scenes) && values.some(isAgentName)) ? COPY : ITSELF;
  const changesUsers = calls.some(isAboutUsers);
  const calling = [
    ...sysctlsOf(calls, values, { changesUsers, isOrdinary: tale.caller === 'ordinary' }),
    ...CALLING[tale.caller ?? 'anybody'],
  ];
  const isCalled = (name: PieceName): boolean => calling.some(({ piece }) => piece === name);
  const ownNumbers = calls.some(reachesStrangers);
  const isStaged = [
    ownNumbers,
    scenes.some(needsOthers),
    calls.some(needsDirector),
    values.some(mayStop),
    tale.watched === true,
    values.some(isInit),
  ];
  return {
    calling,
    staged: isStaged.includes(true),
    ownNumbers,
    preparations: preparationsOf(scenes, calls, values, agent === COPY).filter(
      ({ piece }) => !(tale.caller === 'ordinary' && piece === 'groups') && !isCalled(piece),
    ),
    lineage: lineageOf(scenes, calls),
    agent,
    runsItself: calls.filter(runsPrograms).length > scenes.filter(isImage).length,
  };
}

const CALLING: Readonly<Record<Caller, readonly Preparation[]>> = {
  anybody: [],
  root: [{ piece: 'root', call: 'be_root();' }],
  ordinary: [{ piece: 'ordinary_user', call: 'become_ordinary_user();' }],
  limited: [{ piece: 'limited_root', call: 'give_up_resources();' }],
  capable: [{ piece: 'capable_root', call: 'need_resources();' }],
};

/**
 * What has to be prepared; `copies`: files name the program by the path of its copy. Whatever may fail comes before
 * descriptor 1 is taken away, on which it is told.
 */
function preparationsOf(
  scenes: readonly Scene[],
  calls: readonly BoundCall[],
  values: readonly Value[],
  copies: boolean,
): Preparation[] {
  const standard = calls.some(namesStandard) || calls.some(({ entry }) => entry?.descriptors === true);
  const limits = calls.some(asksLimits);
  const chosen: readonly (readonly [boolean, Preparation])[] = [
    [
      calls.some(isAboutUsers) || scenes.some(tellsUsers) || values.some(makesNamespace),
      { piece: 'root', call: 'be_root();' },
    ],
    [calls.some(asksAddresses), { piece: 'robust_lists', call: 'forget_robust_list();' }],
    [limits, { piece: 'limits', call: 'set_limits();' }],
    [!limits && calls.some(isBeyondLimit), { piece: 'files_limit', call: 'limit_descriptors();' }],
    [calls.some(({ entry }) => entry?.groups === true), { piece: 'groups', call: 'leave_groups();' }],
    [calls.some(isAboutPriority), { piece: 'nice', call: 'be_ordinary();' }],
    [values.some(isAgentName), { piece: 'comm', call: 'take_name();' }],
    [copies || calls.some(usesDirectory), { piece: 'directory', call: 'own_directory();' }],
    [copies, { piece: 'own_program', call: 'own_program();' }],
    [standard, { piece: 'standard', call: 'open_standard();' }],
    [calls.some(isAboutDescriptors), { piece: 'descriptors', call: 'free_descriptors();' }],
  ];
  return needed(chosen);
}

/** Whoever begins, with the call that made it: that of the step, or one before it that came back later. */
function lineageOf(scenes: readonly Scene[], calls: readonly BoundCall[]): Lineage {
  return new Lineage(
    scenes.flatMap(({ number, events }) =>
      events.flatMap((event) => {
        const index =
          event.kind === 'began' ? scenes.findIndex(({ action }) => action.spawns === event.actor) : -1;
        const [scene, call] = [scenes[index], calls[index]];
        if (scene === undefined || call === undefined) return [];
        return [{ actor: event.actor, step: number, maker: scene.action.actor, values: valuesOf(call) }];
      }),
    ),
  );
}

function runsPrograms({ entry }: BoundCall): boolean {
  return entry?.environment !== undefined;
}

/** An execve succeeds. */
function isRunAnew(scenes: readonly Scene[]): boolean {
  return scenes.some(isImage);
}

function isImage({ events }: Scene): boolean {
  return events.some(({ kind }) => kind === 'image');
}

/** What takes more than a program can bring about, or says in one word what many numbers say. */
function refuseOtherWorlds(scenes: readonly Scene[]): void {
  const failed = scenes.flatMap(({ events }) =>
    events.flatMap((event) =>
      event.kind === 'returned' && event.result.kind === 'errno' ? [event.result.errno] : [],
    ),
  );
  if (failed.includes('EROFS'))
    throw new Refused('it expects EROFS of the read-only root that a trial has and a program has not');
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

function needsDirector({ entry, signature }: BoundCall): boolean {
  return entry?.session === true || entry?.descriptors === true || signature.returns === 'nothing';
}

function nounOf({ type }: Argument): string {
  return type.kind === 'integer' ? type.noun : '';
}

function reachesStrangers({ entry, arguments: all }: BoundCall): boolean {
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

function isAboutDescriptors({ signature, arguments: all }: BoundCall): boolean {
  return signature.returns === 'fd' || all.some(({ argument }) => isDescriptor(argument));
}

function isDescriptor({ type }: Argument): boolean {
  if (type.kind === 'integer') return type.noun === 'fd';
  return type.kind === 'pointer' && type.to.kind === 'array' && type.to.noun === 'fd';
}

function namesStandard({ arguments: all }: BoundCall): boolean {
  return all.some(
    ({ argument, value }) =>
      nounOf(argument) === 'fd' && value?.kind === 'int' && value.value >= 0n && value.value <= 2n,
  );
}

/** A number beyond the usual limit of descriptors, in a call that is about them. */
function isBeyondLimit(call: BoundCall): boolean {
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

function asksLimits({ arguments: all }: BoundCall): boolean {
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
function asksAddresses({ arguments: all }: BoundCall): boolean {
  return all.some(
    ({ argument: { type } }) =>
      type.kind === 'pointer' &&
      type.direction === 'out' &&
      type.to.kind === 'integer' &&
      type.to.noun === 'address',
  );
}

const USERS: ReadonlySet<string> = new Set(['uid', 'gid']);

function isAboutUsers({ arguments: all }: BoundCall): boolean {
  return all.some(
    ({ argument: { type } }) =>
      (type.kind === 'integer' && USERS.has(type.noun)) ||
      (type.kind === 'pointer' && 'noun' in type.to && USERS.has(type.to.noun)),
  );
}

function tellsUsers({ events }: Scene): boolean {
  return events.some(
    (event) =>
      (event.kind === 'handler' && (event.info.uid !== undefined || event.info.band !== undefined)) ||
      (event.kind === 'returned' &&
        event.outputs.some((value) => value.kind === 'struct' && 'uid' in value.fields)),
  );
}

function isAboutPriority({ arguments: all }: BoundCall): boolean {
  return all.some(({ argument: { type } }) => type.kind === 'integer' && type.flags === 'priority_which');
}

function isAgentName(value: Value): boolean {
  return value.kind === 'bytes' && value.bytes.startsWith('agent');
}

/** Flags like CLONE_NEWPID, which an ordinary user is refused. */
function makesNamespace(value: Value): boolean {
  if (value.kind === 'struct') return Object.values(value.fields).some(makesNamespace);
  return value.kind === 'names' && value.names.some((name) => name.startsWith('CLONE_NEW'));
}

/** A stop from the terminal does nothing to the first actor of a trial, whose group is orphaned. */
const TERMINAL_STOPS = ['SIGTSTP', 'SIGTTIN', 'SIGTTOU'];

function mayStop(value: Value): boolean {
  return value.kind === 'list'
    ? value.items.some(mayStop)
    : TERMINAL_STOPS.some((name) => namesFlag(value, name));
}

function isInit(value: Value): boolean {
  return value.kind === 'struct' && value.fields['pid']?.kind === 'int' && value.fields['pid'].value === 1n;
}

/** A path that does not begin at the root. */
function usesDirectory({ arguments: all }: BoundCall): boolean {
  return all.some(({ argument: { type }, value }) => {
    const isPath = type.kind === 'pointer' && type.to.kind === 'string' && type.to.path === true;
    return isPath && value?.kind === 'bytes' && (!value.bytes.startsWith('/') || isInWork(value.bytes));
  });
}
