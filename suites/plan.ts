/** What a suite of its own says of itself: a folder with scenarios, and how others like them are generated. */
import type { ClauseId, Event } from '../src/abi/index.js';
import type { Action, Scenario } from '../src/scenario/index.js';
import type { Spec } from '../src/spec/index.js';
import type { Matrix } from './matrix.js';

/** One suite, as data. Its folder holds `scenarios/*.scn` (worked examples) and `setups/*.scn` (beginnings). */
export interface Plan {
  /** The name of the suite and of its folder in suites/. */
  readonly name: string;
  /** What it tries, in one sentence. */
  readonly about: string;
  /** How generated scenarios are drawn. */
  readonly profile: Profile;
  /** Scenarios that follow from the text, beside those that are written: every cell of a matrix. */
  readonly matrix?: (basis: Basis) => Matrix;
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

/** What scenarios are derived from: the text, and what the model makes of it. */
export interface Basis {
  readonly spec: Spec;
  /** The profile by which the model goes. */
  readonly profile: string;
  /** The examples of the text, each as the model walked it. */
  readonly examples: readonly (readonly ModelStep[])[];
  /** The ways on which the model can take a scenario; a way ends before a step that the text leaves open. */
  walks(scenario: Scenario): readonly (readonly ModelStep[])[];
}

/** One step as the model took it. */
export interface ModelStep {
  readonly action: Action;
  readonly events: readonly Event[];
  readonly clauses: readonly ClauseId[];
}
