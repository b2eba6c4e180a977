/** What the functions of a plan share: functions, expectations, registers; nothing stands in them twice. */
import type { Operation } from './operation.js';
import type { PlanFunction } from './plan.js';
import { freshName, snakeName } from './snake-name.js';

export class Pools {
  readonly functions: PlanFunction[] = [];
  readonly expectations: (readonly string[])[] = [];
  private readonly functionNumbers = new Map<string, number>();
  private readonly expectationNumbers = new Map<string, number>();
  private readonly names = new Set<string>();

  /** The number of a function that gives and does this; `hint` is its name if there is none yet. */
  function(hint: string, gives: PlanFunction['gives'], body: readonly Operation[]): number {
    const key = JSON.stringify([gives, body], (_, part: unknown) =>
      typeof part === 'bigint' || part === Infinity ? String(part) : part,
    );
    return numberOf(this.functionNumbers, key, () =>
      this.functions.push({ name: freshName(snakeName(hint), this.names), gives, body }),
    );
  }

  /** The number of an expectation. */
  expectation(words: readonly string[]): number {
    const distinct = [...new Set(words)];
    return numberOf(this.expectationNumbers, JSON.stringify(distinct), () =>
      this.expectations.push(distinct),
    );
  }
}

/** The number of `key`; `add` adds what it stands for and says how many there are then. */
function numberOf(numbers: Map<string, number>, key: string, add: () => number): number {
  let number = numbers.get(key);
  if (number === undefined) numbers.set(key, (number = add() - 1));
  return number;
}
