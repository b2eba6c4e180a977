/** What a target is: something that answers a scenario. */
import type { Machine } from '../abi/index.js';
import type { Observation, Scenario } from '../scenario/index.js';
import type { ProcWalk, WalkedProc } from './proc-entry.js';

/** What a target can do, as data; the generator never asks for more. */
export interface Capabilities extends Machine {
  /** Runs each scenario in its own PID namespace (so kill(-1) stays inside). */
  readonly pidNamespace: boolean;
  /** How a blocked thread is seen: by the kernel's own word, by a quiet period, or it is known (model). */
  readonly blocking: 'observed' | 'quiet-period' | 'known';
  /** Calls the target says that it lacks. */
  readonly lacks: readonly string[];
}

/** What is known of a target, before anything runs where that can be. */
export interface TargetDescription {
  readonly name: string;
  readonly available: boolean;
  /** If not available: why, and the one command that would make it so. */
  readonly reason?: string;
  readonly remedy?: string;
  /** Version of the kernel behind it (`uname -r`), as text. */
  readonly version: string;
  readonly profile: string;
  readonly capabilities: Capabilities;
}

/** Infrastructure trouble: the runner or the machine failed, which is never a verdict on a kernel. */
export class TargetFailure extends Error {
  override name = 'TargetFailure';
  /**
   * @param remedy what the user can do about it, one sentence.
   * @param lasting whatever else is asked of the target, it will fail so again.
   */
  constructor(
    message: string,
    readonly remedy?: string,
    readonly lasting = false,
  ) {
    super(message);
  }
}

/** The least that some things can cost where the agents of a target run, in microseconds. */
export interface Floor {
  /** A hand-over there and back between two processes of one CPU. */
  readonly handOver: number;
  /** The processes, namespaces and mounts of a scenario: with one actor, and with two. */
  readonly world: readonly [number, number];
}

/** How often a machine has ended a process for want of memory, and refused one that a cgroup may not have. */
export interface Shortages {
  readonly memory: number;
  readonly processes: number;
}

/** Something that answers scenarios. Several `run`s may be under way at once; answers come as they are ready. */
export interface Target {
  readonly description: TargetDescription;
  /**
   * Asks it what nobody else can tell: `description` says it from then on. Not there: all is known before it runs.
   * Rejects with TargetFailure.
   */
  meet?(): Promise<void>;
  /** Runs one scenario from its start. Rejects with TargetFailure only. */
  run(scenario: Scenario): Promise<Observation>;
  /** Everything that its /proc holds. Rejects with TargetFailure. Not there: it has no /proc that could be read. */
  walkProc?(walk: ProcWalk): Promise<WalkedProc>;
  /** What a benchmark measures it against: of so many rounds the least. Rejects with TargetFailure. */
  measureFloor?(rounds: number): Promise<Floor>;
  /**
   * How often its machine was short of something until now: what was seen while that grew speaks against nobody. Not
   * there: it does not live on a machine that could be.
   */
  shortages?(): Shortages;
  /** Ends everything the target started; nothing is left behind. May be called twice. */
  close(): Promise<void>;
}
