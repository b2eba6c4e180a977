/** What the readers of spec/ share while one load is under way. */
import type { Argument, ArgumentType } from '../../abi/index.js';
import type { Scope } from '../cel/scope.js';
import type { Problems } from '../problems.js';
import type { Location } from '../types.js';
import type { SpecNode } from '../yaml/spec-node.js';
import type { ClauseTable } from './clause-table.js';
import type { TypeTable } from './read-types.js';

/** The arguments of a call, or those that all calls with an operation share. */
export type ArgumentTypes = ReadonlyMap<string, ArgumentType>;

/** A call goes on with an operation. */
export interface OperationUse {
  readonly name: string;
  readonly call: string;
  readonly arguments: ArgumentTypes;
  readonly at: Location;
}

export interface Reading {
  readonly problems: Problems;
  /** The vocabulary and the constants of the model's architecture. */
  readonly scope: Scope;
  readonly constants: Readonly<Record<string, bigint>>;
  readonly types: TypeTable;
  readonly clauses: ClauseTable;
  /** The text of each call, for the places of what shows only in the end. */
  readonly calls: Map<string, SpecNode>;
  /** Grows while the calls are read; the file kinds are read after them. */
  readonly operations: OperationUse[];
}

/** Whose stages are read, and what they can speak of. */
export interface BodyOwner {
  /** The first part of the clause ids: `read`, `pipe/read`. */
  readonly owner: string;
  /** The call, where it is a call's body: only these go on with an operation. */
  readonly call?: string;
  readonly types: ArgumentTypes;
  /** Arguments whose type a case decides; only its stages can speak of them. */
  readonly variants?: readonly Argument[];
  /** Has the arguments and `done`; grows by what the effect names. */
  readonly scope: Scope;
}
