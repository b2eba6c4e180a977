/** What a suite of its own says of itself: a folder with scenarios, and how others like them are generated. */
import type { ClauseId } from '../src/abi/index.js';
import type { Scenario } from '../src/scenario/index.js';
import type { Spec } from '../src/spec/index.js';

/** One suite, as data. Its folder holds `scenarios/*.scn` (worked examples) and `setups/*.scn` (beginnings). */
export interface Plan {
  /** The name of the suite and of its folder in suites/. */
  readonly name: string;
  /** What it tries, in one sentence. */
  readonly about: string;
  /** How generated scenarios are drawn. */
  readonly profile: Profile;
  /** Scenarios that follow from the text, beside those that are written. */
  readonly derived?: (basis: Basis) => readonly Derived[];
}

/** How a suite's generated scenarios are drawn. */
export interface Profile {
  /** Most steps of a scenario. */
  readonly steps: number;
  /** Its share of the generated scenarios of a run of all suites. */
  readonly share: number;
  /** Weights of calls by name; of families of calls (the folders of spec/syscalls); of all others. */
  readonly calls: Readonly<Record<string, number>>;
  readonly families: Readonly<Record<string, number>>;
  readonly others: number;
}

/** What scenarios are derived from. */
export interface Basis {
  readonly spec: Spec;
  /** How each wait of the text can be brought about. */
  readonly sleeps: readonly Sleep[];
}

/** A scenario that was derived. */
export interface Derived {
  /** What it is about, in a few words: no two of a suite have the same. */
  readonly title: string;
  readonly scenario: Scenario;
}

/** A place in the text where a call waits, and the shortest example of the text that leads there. */
export interface Sleep {
  /** The call and what it waits on: `read (pipe)`, `pause`, `fcntl F_SETLKW`. */
  readonly wait: string;
  /** What a signal does to it; nothing where only a fatal one ends it. */
  readonly restart: string | undefined;
  /** The clause of an interruption. */
  readonly clause: ClauseId | undefined;
  /** True where it can be interrupted when a part is done. */
  readonly partial: boolean;
  /** The argument that holds a signal mask for the time of the wait. */
  readonly mask: number | undefined;
  /** The ways there; none where no example leads there. */
  readonly ways: readonly Way[];
}

/** One way to a wait. */
export interface Way {
  /** A part is done before it sleeps. */
  readonly part: boolean;
  readonly steps: Scenario['steps'];
  /** The step whose call sleeps. */
  readonly asleep: number;
  /** Who sleeps, the leader of its process, and who is awake beside it. */
  readonly sleeper: string;
  readonly leader: string;
  readonly awake: string;
}
