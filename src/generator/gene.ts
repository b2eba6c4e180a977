/** Genes: what fast-check draws. A word is spent choice by choice; a word of 0 makes the simplest choices. */
import fc from 'fast-check';

/** The words of one step: who acts, what is asked, and one for each argument in turn. */
export type StepGenes = readonly number[];

/** Everything a scenario is made from. */
export interface Genes {
  /** How it begins: 0 in the empty world, else somewhere in an example of spec/. */
  readonly head: number;
  readonly steps: readonly StepGenes[];
}

const WHO = 0;
const WHAT = 1;
const ARGUMENTS = 2;
const WORDS = 7;

/** Genes of up to `steps` steps. They shrink towards fewer steps and towards words of 0. */
export function genesOf(steps: number): fc.Arbitrary<Genes> {
  const word = fc.nat();
  const step = fc.tuple(...Array.from({ length: WORDS }, () => word));
  return fc.record(
    { head: word, steps: fc.array(step, { maxLength: steps, size: 'max' }) },
    { noNullPrototype: true },
  );
}

/** The words of a step as streams of choices. */
export function whoOf(genes: StepGenes): Gene {
  return new Gene(genes[WHO] ?? 0);
}
export function whatOf(genes: StepGenes): Gene {
  return new Gene(genes[WHAT] ?? 0);
}
export function argumentOf(genes: StepGenes, index: number): Gene {
  return new Gene(genes[ARGUMENTS + (index % (WORDS - ARGUMENTS))] ?? 0);
}

/** The genes of step after step that follow from one word, without end: for a search that no shrinking follows. */
export function* genesFrom(word: number): Generator<StepGenes> {
  let state = word | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) & 0x7fffffff;
  };
  for (;;) yield Array.from({ length: WORDS }, next);
}

/** A number, spent choice by choice (its digits in a mixed radix). */
export class Gene {
  constructor(private word: number) {}

  /** One of 0 .. choices-1; 0 once the word is spent. */
  pick(choices: number): number {
    const chosen = this.word % choices;
    this.word = Math.floor(this.word / choices);
    return chosen;
  }

  /** True once in `times`, never for a spent word. */
  once(times: number): boolean {
    return this.pick(times) === times - 1;
  }

  /** One of `items`, the first for a spent word; `items` is not empty. */
  of<T>(items: readonly T[]): T {
    return items[this.pick(items.length)] as T;
  }
}
