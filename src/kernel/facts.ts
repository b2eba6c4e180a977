/** What the model knows of a process that /proc shows: proc_pid_status(5), proc_pid_stat(5), proc_pid_cmdline(5). */
import { actor, bytes, int, word, type ActorName, type Value } from '../abi/index.js';
import type { ProcFacts } from './kernel.js';
import type { Identity } from './identity.js';
import { identityInStat, identityInStatus } from './identity-facts.js';
import { rootIdentity } from './objects/credentials.js';
import { bit } from './objects/signal-set.js';
import { setOf } from './objects/signal-queue.js';
import { INIT, type Process, type PidId, type Task, type World } from './world.js';

/** /proc/PID/stat shows the signals below 32 alone. */
const STANDARD = (1n << 31n) - 1n;

/** The fields of status, stat and cmdline, by the names that the manual gives them; nothing for a thread that is gone. */
export function procFactsOf(world: World, name: ActorName): ProcFacts | undefined {
  const process = world.processes.get(world.tasks.get(name)?.process ?? world.zombies.get(name) ?? '');
  if (process === undefined) return undefined;
  const subject = { world, process, task: world.tasks.get(name) };
  return {
    'proc/pid/status': statusOf(subject),
    'proc/pid/stat': statOf(subject),
    'proc/pid/cmdline': cmdlineOf(subject),
  };
}

/** Whose files they are; a zombie has no task. */
interface Subject {
  readonly world: World;
  readonly process: Process;
  readonly task: Task | undefined;
}

interface SignalSets {
  readonly own: bigint;
  readonly shared: bigint;
  readonly blocked: bigint;
  readonly ignored: bigint;
  readonly caught: bigint;
}

function statusOf(subject: Subject): Record<string, Value> {
  const { world, process, task } = subject;
  const identity = {
    Name: bytes(nameOf(subject)),
    State: word(STATES[stateOf(task)]),
    Tgid: pid(world, process.id),
    Pid: pid(world, task?.pid ?? process.id),
    PPid: pid(world, process.parent),
    TracerPid: int(0),
    Threads: int(threadsOf(process)),
    ...identityInStatus(world, identityOf(subject), task),
  };
  if (task === undefined) return identity;
  const sets = signalSets(world, process, task);
  return {
    ...identity,
    SigPnd: int(sets.own),
    ShdPnd: int(sets.shared),
    SigBlk: int(sets.blocked),
    SigIgn: int(sets.ignored),
    SigCgt: int(sets.caught),
  };
}

function statOf(subject: Subject): Record<string, Value> {
  const { world, process, task } = subject;
  const identity = {
    pid: pid(world, task?.pid ?? process.id),
    comm: bytes(nameOf(subject)),
    state: word(stateOf(task)),
    ppid: pid(world, process.parent),
    pgrp: pid(world, process.group),
    session: pid(world, process.session),
    tty_nr: int(0),
    num_threads: int(threadsOf(process)),
    ...identityInStat(process, identityOf(subject), task !== undefined),
    exit_signal: int(isLeader(subject) ? process.exitSignal : NOT_A_LEADER),
  };
  if (task === undefined) return identity;
  const sets = signalSets(world, process, task);
  return {
    ...identity,
    signal: int(sets.own & STANDARD),
    blocked: int(sets.blocked & STANDARD),
    sigignore: int(sets.ignored & STANDARD),
    sigcatch: int(sets.caught & STANDARD),
  };
}

/** The exit signal of a thread that leads no process. */
const NOT_A_LEADER = -1;

function isLeader({ process, task }: Subject): boolean {
  return task === undefined || task.id === process.leader;
}

/** Who the thread is, or was. */
function identityOf({ process, task }: Subject): Identity {
  return task?.identity ?? process.remains?.identity ?? rootIdentity(0n);
}

function nameOf({ process, task }: Subject): string {
  return task?.comm ?? process.remains?.comm ?? '';
}

/** A zombie is still one of them. What its signal sets are then, nobody promises. */
function threadsOf({ tasks, remains }: Process): number {
  return tasks.length + (remains === undefined ? 0 : 1);
}

/** A thread that has ended has no memory any more, though others of its process may. */
function cmdlineOf({ task, process: { argv } }: Subject): Record<string, Value> {
  const items = task === undefined ? [] : argv.map((text) => bytes(text));
  return { args: { kind: 'list', items } };
}

function signalSets(world: World, process: Process, task: Task): SignalSets {
  const table = [...(world.handlers.get(task.handlers)?.table ?? [])];
  const having = (action: string): bigint =>
    table.reduce((mask, [signal, one]) => (one.action === action ? mask | bit(signal) : mask), 0n);
  return {
    own: setOf(task.pending),
    shared: setOf(process.pending),
    blocked: task.mask & ~(task.awaited ?? 0n),
    ignored: having('ignore'),
    caught: having('handler'),
  };
}

/** The letters of stat and what status makes of them. */
const STATES = { S: 'S (sleeping)', D: 'D (disk sleep)', T: 'T (stopped)', Z: 'Z (zombie)' } as const;

/** An actor at rest sleeps: in a call, or waiting for its next step; deeply where only its death ends the call. */
function stateOf(task: Task | undefined): keyof typeof STATES {
  if (task === undefined) return 'Z';
  if (task.stopped !== undefined) return 'T';
  return task.blocked?.deep === true ? 'D' : 'S';
}

function pid(world: World, id: PidId): Value {
  return id === INIT ? int(1) : actor(world.pids.get(id)?.number ?? id);
}
