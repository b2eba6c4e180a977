/** Suspects: the clauses whose breach shows only later, in whatever is asked next. */
import type { ClauseId } from '../abi/index.js';
import { bodiesOf, VOCABULARY, type Body, type Effect, type Spec, type WordText } from '../spec/index.js';

export interface Suspects {
  /**
   * Their keeping sends a signal: what raises one, and the success of a body that uses a word which sends: the general
   * one, which stands last behind those that say when nothing is sent.
   */
  readonly senders: ReadonlySet<ClauseId>;
  /** The successes of bodies that open a descriptor. */
  readonly openers: ReadonlySet<ClauseId>;
  /** The call is refused for memory that it cannot write, when descriptors were open: none of them stays. */
  readonly undoers: ReadonlySet<ClauseId>;
}

/** Those of `spec`, read off the words of the vocabulary that its clauses use. */
export function suspectsOf(spec: Spec): Suspects {
  const calls = [...spec.syscalls.values()].map(({ body }) => body);
  const operations = [...spec.fileKinds.values()].flatMap((kind) => [...kind.operations.values()]);
  const bodies = [...calls, ...operations].flatMap(bodiesOf);
  return {
    senders: new Set(bodies.flatMap(sendersIn)),
    openers: new Set(bodies.filter(opens).flatMap(({ results }) => results.map(({ id }) => id))),
    undoers: new Set(bodies.filter(opens).flatMap(undoersIn)),
  };
}

function sendersIn({ refusals, effect, results }: Body): ClauseId[] {
  const general = uses(effect, 'sends') ? results.slice(-1) : [];
  const raising = [...refusals, ...results].filter(({ raises }) => raises !== undefined);
  return [...general, ...raising].map(({ id }) => id);
}

function opens({ effect }: Body): boolean {
  return uses(effect, 'opens');
}

function undoersIn({ refusals }: Body): ClauseId[] {
  return refusals.filter(({ when }) => hasWord(when.words, 'asksForRoom')).map(({ id }) => id);
}

type Trait = 'sends' | 'opens' | 'asksForRoom';

function uses(effects: readonly Effect[], trait: Trait): boolean {
  return effects.some((effect) =>
    hasWord((effect.kind === 'do' ? effect.action : effect.value).words, trait),
  );
}

const WORDS: Readonly<Record<string, WordText>> = VOCABULARY;

function hasWord(words: readonly string[], trait: Trait): boolean {
  return words.some((word) => WORDS[word]?.[trait] === true);
}
