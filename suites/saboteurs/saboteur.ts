/** A saboteur: a reference kernel with one planted fault. A test that does not notice it is no test. */
import type { ClauseId } from '../../src/abi/index.js';
import { createKernel, type Kernel, type KernelOptions } from '../../src/kernel/index.js';
import type { Spec } from '../../src/spec/index.js';

/** One planted fault, as data, and the kernel that has it. */
export interface Saboteur {
  readonly name: string;
  /** What is wrong with this kernel, in one sentence. */
  readonly fault: string;
  /** The clause or law that it breaks, and by which it must be caught. */
  readonly breaks: ClauseId;
  kernel(spec: Spec): Kernel;
}

/** What every saboteur says of itself. */
type Plan = Omit<Saboteur, 'kernel'>;

/** A kernel that was given another text. */
export function misled(plan: Plan, edit: (spec: Spec) => Spec): Saboteur {
  return { ...plan, kernel: (spec) => createKernel(edit(spec)) };
}

/** A kernel that reads the right text, and does some of its words wrongly. */
export function clumsy(plan: Plan, overrides: Overrides): Saboteur {
  return { ...plan, kernel: (spec) => createKernel(spec, { overrides }) };
}

export type Overrides = NonNullable<KernelOptions['overrides']>;
export type Context = Parameters<Overrides>[1];

/** A word as a function of numbers. */
export type Word = (...args: unknown[]) => unknown;
