/** Senders: the clauses whose keeping sends a signal. */
import type { ClauseId } from '../abi/index.js';
import { bodiesOf, VOCABULARY, type Body, type Effect, type Spec, type WordText } from '../spec/index.js';

/**
 * Those of `spec`: what raises a signal, and the success of a body that uses a word which sends: the general one, which
 * stands last behind those that say when nothing is sent.
 */
export function sendersOf(spec: Spec): ReadonlySet<ClauseId> {
  const calls = [...spec.syscalls.values()].map(({ body }) => body);
  const operations = [...spec.fileKinds.values()].flatMap((kind) => [...kind.operations.values()]);
  return new Set([...calls, ...operations].flatMap(bodiesOf).flatMap(sendersIn));
}

function sendersIn({ refusals, effect, results }: Body): ClauseId[] {
  const general = effect.some(isSending) ? results.slice(-1) : [];
  const raising = [...refusals, ...results].filter(({ raises }) => raises !== undefined);
  return [...general, ...raising].map(({ id }) => id);
}

const WORDS: Readonly<Record<string, WordText>> = VOCABULARY;

function isSending(effect: Effect): boolean {
  const { words } = effect.kind === 'do' ? effect.action : effect.value;
  return words.some((word) => WORDS[word]?.sends === true);
}
