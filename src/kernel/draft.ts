/**
 * A draft: a world while one step changes it, and what the step shows: events, fired clauses, choices taken.
 *
 * A step that meets a choice (`choose`) is run once for each answer: the tape says which answers to give,
 * and answers beyond it are the first ones, noted so that the others can be tried afterwards.
 */
import type { ClauseId, Event } from '../abi/index.js';
import type { BlockedCall, Process, ProcessId, Task, TaskId, World } from './world.js';

/** A choice that was met: how many answers there were, and which was given. */
export interface Taken {
  readonly answers: number;
  readonly answer: number;
}

export class ModelBug extends Error {
  override name = 'ModelBug';
}

/** The world's tables, to be replaced whole (`draft.pipes = draft.pipes.set(...)`), and the step's trail. */
export class Draft {
  tasks: World['tasks'];
  processes: World['processes'];
  tables: World['tables'];
  files: World['files'];
  pipes: World['pipes'];
  inodes: World['inodes'];
  handlers: World['handlers'];
  departed: World['departed'];
  fresh: number;
  readonly events: Event[] = [];
  readonly fired = new Set<ClauseId>();
  readonly taken: Taken[] = [];
  /** Processes that ended in this step. */
  readonly ended: ProcessId[] = [];
  /** Processes of which nothing is left since this step. */
  readonly reaped: ProcessId[] = [];
  unspecified: { clause: ClauseId; reason: string } | undefined;
  /** The refusal that was answered although Linux tries another one first that holds. */
  precedence: { clause: ClauseId } | undefined;

  constructor(
    private readonly base: World,
    private readonly tape: readonly number[] = [],
  ) {
    this.tasks = base.tasks;
    this.processes = base.processes;
    this.tables = base.tables;
    this.files = base.files;
    this.pipes = base.pipes;
    this.inodes = base.inodes;
    this.handlers = base.handlers;
    this.departed = base.departed;
    this.fresh = base.fresh;
  }

  get profile(): string {
    return this.base.profile;
  }

  get privileged(): boolean {
    return this.base.privileged;
  }

  /** One of `answers` possibilities, 0 first. Linux leaves this open: each is an outcome of its own. */
  choose(answers: number): number {
    if (answers <= 1) return 0;
    const answer = this.tape[this.taken.length] ?? 0;
    this.taken.push({ answers, answer });
    return answer;
  }

  /** An id nobody has. */
  freshId(): number {
    return this.fresh++;
  }

  task(id: TaskId): Task {
    return this.tasks.get(id) ?? missing('task', id);
  }

  process(id: ProcessId): Process {
    return this.processes.get(id) ?? missing('process', id);
  }

  setTask(id: TaskId, change: Partial<Task>): void {
    this.tasks = this.tasks.set(id, { ...this.task(id), ...change });
  }

  setProcess(id: ProcessId, change: Partial<Process>): void {
    this.processes = this.processes.set(id, { ...this.process(id), ...change });
  }

  /** Puts a task to sleep in a call, or wakes it (`undefined`). */
  setBlocked(id: TaskId, blocked: BlockedCall | undefined): void {
    if (this.task(id).blocked !== blocked) this.setTask(id, { blocked });
  }

  /** Notes that a clause decided something. */
  fire(clause: ClauseId): void {
    this.fired.add(clause);
  }

  /** Notes something that can be seen. */
  show(event: Event): void {
    this.events.push(event);
  }

  /** The world that the step leaves. */
  commit(): World {
    const { tasks, processes, tables, files, pipes, inodes, handlers, departed, fresh } = this;
    const { profile, privileged } = this.base;
    return { tasks, processes, tables, files, pipes, inodes, handlers, departed, fresh, profile, privileged };
  }
}

function missing(noun: string, id: string): never {
  throw new ModelBug(`there is no ${noun} ${id}`);
}
