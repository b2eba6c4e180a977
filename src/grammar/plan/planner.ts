/** The growing program of one mode: the operations of the present function, and what they can fail with. */
import { describe } from '../describe.js';
import { quoted } from '../failure.js';
import type { Node } from '../ir.js';
import type { Bytes } from '../../abi/index.js';
import type { Literal, Operation, Register } from './operation.js';
import type { Mode, PlanFunction } from './plan.js';
import type { Pools } from './pools.js';
import type { RecordTypes } from './record-types.js';

/** What all modes of one format share. */
export interface Shared {
  readonly pools: Pools;
  readonly types: RecordTypes;
  /** The field of record 0 whose items parseEach hands over. */
  readonly each: number | undefined;
  /** Registers for lists whose items count and for bodies of fields whose text comes again, or whose padding comes later. */
  readonly registers: Map<Node, Register>;
  /** The register of `node`: a new one if it has none. */
  registerOf(node: Node): Register;
}

export class Planner {
  private operations: Operation[] = [];
  /** What could also have stood at the present place: optional parts that were left out. */
  skipped: readonly string[] = [];

  constructor(
    readonly mode: Mode,
    readonly shared: Shared,
  ) {}

  add(operation: Operation): void {
    this.operations.push(operation);
  }

  /** The operations that `write` adds. */
  block(write: () => void): Operation[] {
    const outer = this.operations;
    this.operations = [];
    write();
    const inner = this.operations;
    this.operations = outer;
    return inner;
  }

  /** The number of a function of the operations that `write` adds. */
  function(hint: string, gives: PlanFunction['gives'], write: () => void): number {
    return this.shared.pools.function(hint, gives, this.block(write));
  }

  /** The expectation of `words`, with everything skipped on the way to it; then nothing is skipped any more. */
  expect(words: readonly string[]): number {
    const number = this.shared.pools.expectation([...this.skipped, ...words]);
    this.skipped = [];
    return number;
  }

  /** The expectation of what `node` begins with. */
  expectNode(node: Node): number {
    return this.expect(describe(node));
  }

  /** Bytes that must stand here. */
  literal(bytes: Bytes): Literal {
    const words = [quoted(bytes)];
    return { bytes, expected: this.expect(words), within: this.shared.pools.expectation(words) };
  }
}
