/** What the model knows of a process that /proc shows: proc_pid_status(5), proc_pid_stat(5), proc_pid_cmdline(5). */
import { actor, bytes, int, word, type ActorName, type Value } from '../abi/index.js';
import type { ProcFacts } from './kernel.js';
import { bit } from './objects/signal-set.js';
import { setOf } from './objects/signal-queue.js';
import { INIT, type Process, type ProcessId, type Task, type World } from './world.js';

/** /proc/PID/stat shows the signals below 32 alone. */
const STANDARD = (1n << 31n) - 1n;
const SIGCHLD = 17;

/** The fields of status, stat and cmdline, by the names that the manual gives them; nothing for a process that is gone. */
export function procFactsOf(world: World, name: ActorName): ProcFacts | undefined {
  const process = world.processes.get(world.tasks.get(name)?.process ?? name);
  if (process === undefined) return undefined;
  const task = world.tasks.get(process.tasks[0] ?? '');
  const sets = signalSets(world, process, task);
  return {
    'proc/pid/status': statusOf(process, task, sets),
    'proc/pid/stat': statOf(process, task, sets),
    'proc/pid/cmdline': cmdlineOf(process),
  };
}

interface SignalSets {
  readonly own: bigint;
  readonly shared: bigint;
  readonly blocked: bigint;
  readonly ignored: bigint;
  readonly caught: bigint;
}

function statusOf(process: Process, task: Task | undefined, sets: SignalSets): Record<string, Value> {
  const identity = {
    Name: bytes(process.comm),
    State: word(STATES[stateOf(process, task)]),
    Tgid: actor(process.id),
    Pid: actor(process.id),
    PPid: pid(process.parent),
    TracerPid: int(0),
    Threads: int(threadsOf(process)),
  };
  if (process.state === 'zombie') return identity;
  return {
    ...identity,
    SigPnd: int(sets.own),
    ShdPnd: int(sets.shared),
    SigBlk: int(sets.blocked),
    SigIgn: int(sets.ignored),
    SigCgt: int(sets.caught),
  };
}

function statOf(process: Process, task: Task | undefined, sets: SignalSets): Record<string, Value> {
  const identity = {
    pid: actor(process.id),
    comm: bytes(process.comm),
    state: word(stateOf(process, task)),
    ppid: pid(process.parent),
    pgrp: pid(process.group),
    session: pid(process.session),
    tty_nr: int(0),
    num_threads: int(threadsOf(process)),
    exit_signal: int(SIGCHLD),
  };
  if (process.state === 'zombie') return identity;
  return {
    ...identity,
    signal: int(sets.own & STANDARD),
    blocked: int(sets.blocked & STANDARD),
    sigignore: int(sets.ignored & STANDARD),
    sigcatch: int(sets.caught & STANDARD),
  };
}

/** A zombie still has its first thread. What its signal sets are then, nobody promises. */
function threadsOf(process: Process): number {
  return Math.max(1, process.tasks.length);
}

function cmdlineOf({ state, argv }: Process): Record<string, Value> {
  const items = state === 'zombie' ? [] : argv.map((text) => bytes(text));
  return { args: { kind: 'list', items } };
}

function signalSets(world: World, process: Process, task: Task | undefined): SignalSets {
  const table = [...(world.handlers.get(task?.handlers ?? -1)?.table ?? [])];
  const having = (action: string): bigint =>
    table.reduce((mask, [signal, one]) => (one.action === action ? mask | bit(signal) : mask), 0n);
  return {
    own: setOf(task?.pending ?? []),
    shared: setOf(process.pending),
    blocked: task?.mask ?? 0n,
    ignored: having('ignore'),
    caught: having('handler'),
  };
}

/** The letters of stat and what status makes of them. */
const STATES = { S: 'S (sleeping)', T: 'T (stopped)', Z: 'Z (zombie)' } as const;

/** An actor at rest sleeps: in a call, or waiting for its next step. */
function stateOf(process: Process, task: Task | undefined): keyof typeof STATES {
  if (process.state === 'zombie') return 'Z';
  return task?.stopped === undefined ? 'S' : 'T';
}

function pid(id: ProcessId): Value {
  return id === INIT ? int(1) : actor(id);
}
