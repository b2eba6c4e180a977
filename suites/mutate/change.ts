/** A change of one stage of a body: what is mutated, in words, and the body with it. */
import type { ClauseId } from '../../src/abi/index.js';
import type { Body } from '../../src/spec/index.js';

/** The kinds of mutation, in the order in which they are told. */
export const MUTATIONS = [
  'refusal taken away',
  'refusal negated',
  'refusal with another errno',
  'refusals swapped',
  'signal not raised',
  'wait never begins',
  'wait of another restart class',
  'wait that no signal ends',
  'wait resumed from its refusals',
  'part forgotten',
  'part counted wrongly',
  'line of an effect taken away',
  'condition of an effect negated',
  'named value altered',
  'result taken away',
  'result negated',
  'result with another value',
] as const;

export type Mutation = (typeof MUTATIONS)[number];

export interface Change {
  readonly mutation: Mutation;
  /** The clause that is changed; for the line of an effect, the last success of its body. */
  readonly clause: ClauseId;
  /** Further clauses without which the change means nothing. */
  readonly also?: readonly ClauseId[];
  /** Says the change apart from others of the same clause: `EBADF is EINVAL`, `without do: tell_news(child)`. */
  readonly change: string;
  /** The body with the change. */
  readonly body: () => Body;
}

/** `list` without its item at `index`, or with something else there. */
export function replaced<T>(list: readonly T[], index: number, ...items: readonly T[]): T[] {
  return [...list.slice(0, index), ...items, ...list.slice(index + 1)];
}

/** `whole` without what it has under `key`. */
export function without<T extends object, K extends keyof T>(whole: T, key: K): Omit<T, K> {
  const part: Partial<T> = { ...whole };
  delete part[key];
  return part as Omit<T, K>;
}
