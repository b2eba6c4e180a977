/** Where operations stand, and where their values go. */
import type { Operation, Target } from '../../plan/index.js';
import type { ProgramText } from '../javascript/program-text.js';

/** A place for a value. */
export interface Slot {
  /** What is to be done before the value is made. */
  readonly before: readonly string[];
  /** The place, as an expression that can be assigned. */
  readonly lvalue: string;
  /** Its type. */
  readonly type: string;
  /** What is to be done once it is there. */
  readonly behind: readonly string[];
}

/** Where operations stand: the program, and how the function they stand in keeps values. */
export interface Inside {
  readonly text: ProgramText;
  /** Whether the format has a long list, so that speed counts more than the size of the program. */
  readonly isHot: boolean;
  /** Writes the statements of operations (print-operations.ts). */
  print(operations: readonly Operation[], inside: Inside): void;
  /** The name of the function that the plan has under this number. */
  functionName(number: number): string;
  /** The type of what it gives. */
  functionType(number: number): string;
  slot(target: Target): Slot;
  /** The flag of a field. */
  flag(field: number): string | undefined;
  /** In a list whose items may be handed over: what is done behind each. */
  readonly hand?: readonly string[];
  /** In the body of a line of a table: the variable with the end of the line. */
  readonly lineEnd?: string;
}
