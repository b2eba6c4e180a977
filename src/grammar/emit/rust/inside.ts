/** Where operations stand, and where their values go. */
import type { Operation, Target } from '../../plan/index.js';
import type { ProgramText } from '../javascript/program-text.js';

/** A value that was read, as an expression. */
export interface Value {
  readonly kind: 'number' | 'f64' | 'slice' | 'cow' | 'made';
  readonly text: string;
  /** A number that is the two's complement of a signed one. */
  readonly signed?: boolean;
}

/** Where operations stand: the program, and how the function they stand in keeps values. */
export interface Inside {
  readonly text: ProgramText;
  /** Writes the statements of operations (print-operations.ts). */
  print(operations: readonly Operation[], inside: Inside): void;
  /** A call of the function that the plan has under this number. */
  call(number: number): string;
  /** A statement that puts a value where it belongs. */
  keep(target: Target, value: Value): string;
  /** Whether the field is absent so far. */
  isAbsent(field: number): string;
  /** In a list whose items may be handed over: how its loop keeps them. */
  readonly hand?: {
    readonly before: readonly string[];
    readonly keep: (this: void, target: Target, value: Value) => string;
    readonly behind: readonly string[];
  };
  /** In the body of a line of a table: the variable with the end of the line. */
  readonly lineEnd?: string;
}
