/**
 * A draft: a world while one step changes it, and what the step shows: events, fired clauses, choices taken.
 *
 * A step that meets a choice (`choose`) is run once for each answer: the tape says which answers to give,
 * and answers beyond it are the first ones, noted so that the others can be tried afterwards.
 */
import type { ClauseId, Event, NumberKey } from '../abi/index.js';
import { Footprint, Table } from './table.js';
import type { DueTimer } from './timers.js';
import { unwatch } from './watches.js';
import type {
  BlockedCall,
  DescriptorTable,
  FileId,
  Frame,
  FsId,
  FsState,
  FutexWait,
  FutexWaitId,
  HandlersId,
  Inode,
  InodeId,
  Memory,
  MemoryId,
  OpenFile,
  Pid,
  PidId,
  PidSpace,
  PidSpaceId,
  Pipe,
  PipeId,
  Process,
  ProcessId,
  SignalHandlers,
  TableId,
  Task,
  TaskId,
  WayBack,
  World,
} from './world.js';

export { ModelBug } from './model-bug.js';

/** A choice that was met: how many answers there were, and which was given. */
export interface Taken {
  readonly answers: number;
  readonly answer: number;
}

/** A child that told its parent something. */
export interface Notice {
  readonly child: ProcessId;
  /** Its number, its group and the number of that, as they were then and as its parent sees them. */
  readonly number: bigint;
  readonly group: PidId;
  readonly groupNumber: bigint;
  readonly parent: ProcessId;
  readonly parentTask: TaskId | undefined;
}

/** The world's tables, changed row by row, and the step's trail. */
export class Draft {
  readonly footprint = new Footprint();
  readonly tasks: Table<TaskId, Task>;
  readonly processes: Table<ProcessId, Process>;
  readonly tables: Table<TableId, DescriptorTable>;
  readonly files: Table<FileId, OpenFile>;
  readonly pipes: Table<PipeId, Pipe>;
  readonly inodes: Table<InodeId, Inode>;
  readonly handlers: Table<HandlersId, SignalHandlers>;
  readonly memories: Table<MemoryId, Memory>;
  readonly fs: Table<FsId, FsState>;
  readonly futexWaits: Table<FutexWaitId, FutexWait>;
  readonly pids: Table<PidId, Pid>;
  readonly spaces: Table<PidSpaceId, PidSpace>;
  readonly numbers: Table<NumberKey, PidId>;
  readonly zombies: Table<TaskId, ProcessId>;
  aliases: World['aliases'];
  watches: World['watches'];
  departed: World['departed'];
  initNice: number;
  fresh: number;
  readonly events: Event[] = [];
  readonly fired = new Set<ClauseId>();
  readonly taken: Taken[] = [];
  /** Timers that expire before the step is over. */
  readonly due: DueTimer[] = [];
  /** What children told in this step: only that wakes those who wait for them. */
  readonly notices: Notice[] = [];
  /** Threads that ended in this step. */
  readonly ended: TaskId[] = [];
  /** Who made the step's call, until it is on its way back. */
  caller: TaskId | undefined;
  /** Its way back to user mode, as long as others may be faster. */
  late: WayBack | undefined;
  /** Whether others may overtake the thread that comes back: all who can go on, or those alone who take its signals. */
  hurried: 'no' | 'by signals' | 'by all' = 'no';
  /** Threads that others overtook on their way back, with what is before them. */
  readonly halfway = new Map<TaskId, { readonly way: WayBack; readonly frames: readonly Frame[] }>();
  /** The last one of them, until another has had its turn. */
  overtaken: TaskId | undefined;
  unspecified: { clause: ClauseId; reason: string } | undefined;
  /** The refusal that was answered although Linux tries another one first that holds. */
  precedence: { clause: ClauseId } | undefined;

  constructor(
    private readonly base: World,
    private readonly tape: readonly number[] = [],
  ) {
    this.tasks = new Table('tasks', base.tasks, this.footprint);
    this.processes = new Table('processes', base.processes, this.footprint);
    this.tables = new Table('tables', base.tables, this.footprint);
    this.files = new Table('files', base.files, this.footprint);
    this.pipes = new Table('pipes', base.pipes, this.footprint);
    this.inodes = new Table('inodes', base.inodes, this.footprint);
    this.handlers = new Table('handlers', base.handlers, this.footprint);
    this.memories = new Table('memories', base.memories, this.footprint);
    this.fs = new Table('fs', base.fs, this.footprint);
    this.futexWaits = new Table('futexWaits', base.futexWaits, this.footprint);
    this.pids = new Table('pids', base.pids, this.footprint);
    this.spaces = new Table('spaces', base.spaces, this.footprint);
    this.numbers = new Table('numbers', base.numbers, this.footprint);
    this.zombies = new Table('zombies', base.zombies, this.footprint);
    this.aliases = base.aliases;
    this.watches = base.watches;
    this.departed = base.departed;
    this.initNice = base.initNice;
    this.fresh = base.fresh;
  }

  get profile(): string {
    return this.base.profile;
  }

  /** Does the kernel's version have this, or do it (spec/profiles)? Or is the machine set so? */
  has(what: string): boolean {
    return [...this.base.has, ...this.base.settings].includes(what);
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
    return this.tasks.row(id);
  }

  process(id: ProcessId): Process {
    return this.processes.row(id);
  }

  setTask(id: TaskId, change: Partial<Task>): void {
    this.tasks.set(id, { ...this.task(id), ...change });
  }

  setProcess(id: ProcessId, change: Partial<Process>): void {
    this.processes.set(id, { ...this.process(id), ...change });
  }

  /** Puts a task to sleep in a call, or wakes it (`undefined`). */
  setBlocked(id: TaskId, blocked: BlockedCall | undefined): void {
    if (blocked === undefined) this.watches = unwatch(this.watches, id);
    if (this.task(id).blocked !== blocked) this.setTask(id, { blocked, disturbed: undefined });
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
    const { departed, aliases, watches, initNice, fresh } = this;
    const { profile, has, privileged, withheld, settings } = this.base;
    return {
      tasks: this.tasks.content,
      processes: this.processes.content,
      tables: this.tables.content,
      files: this.files.content,
      pipes: this.pipes.content,
      inodes: this.inodes.content,
      handlers: this.handlers.content,
      memories: this.memories.content,
      fs: this.fs.content,
      futexWaits: this.futexWaits.content,
      pids: this.pids.content,
      spaces: this.spaces.content,
      numbers: this.numbers.content,
      zombies: this.zombies.content,
      aliases,
      watches,
      departed,
      initNice,
      fresh,
      profile,
      has,
      privileged,
      withheld,
      settings,
    };
  }
}
