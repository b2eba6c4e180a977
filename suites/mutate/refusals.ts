/** Changes of refusals, wherever they stand: taken away, negated, swapped, with another errno, without what else they do. */
import type { Body, Refusal } from '../../src/spec/index.js';
import { negated } from './altered.js';
import { lineChanges } from './effects.js';
import { replaced, without, type Change } from './change.js';

/** The changes of the refusals of one body: its list, what no case takes, and what is answered instead of sleeping. */
export function* refusalChanges(body: Body): Generator<Change> {
  const { refusals, cases, waits } = body;
  for (const [at, refusal] of refusals.entries()) {
    const put = (other?: Refusal): Body => ({
      ...body,
      refusals: replaced(refusals, at, ...(other === undefined ? [] : [other])),
    });
    yield* changesOf(refusal, put);
    const next = refusals[at + 1];
    if (next !== undefined) yield* swap(body, at, refusal, next);
  }
  if (cases?.otherwise !== undefined) {
    const { otherwise, ...bare } = cases;
    yield* changesOf(otherwise, (one) => ({
      ...body,
      cases: one === undefined ? bare : { ...bare, otherwise: one },
    }));
  }
  if (waits?.nonblocking !== undefined) {
    const { nonblocking, ...bare } = waits;
    yield* changesOf(nonblocking, (one) => ({
      ...body,
      waits: one === undefined ? bare : { ...bare, nonblocking: one },
    }));
  }
}

/** `put` gives the body with another refusal in the place of this one, or with none. */
function* changesOf(refusal: Refusal, put: (refusal?: Refusal) => Body): Generator<Change> {
  const { id, errno, raises, when, leaves = [] } = refusal;
  // What is left open promises nothing: without it a kernel only does something where anything is allowed.
  if (refusal.unspecified !== undefined) return;
  yield { mutation: 'refusal taken away', clause: id, change: 'taken away', body: () => put() };
  if (when.source !== 'true') {
    const body = (): Body => put({ ...refusal, when: negated(when) });
    yield { mutation: 'refusal negated', clause: id, change: 'negated', body };
  }
  if (errno === undefined) return;
  const wrong = otherErrno(errno);
  yield {
    mutation: 'refusal with another errno',
    clause: id,
    change: `${errno} is ${wrong}`,
    body: () => put({ ...refusal, errno: wrong }),
  };
  yield* lineChanges(leaves, id, 'with it ', (lines) => put({ ...refusal, leaves: lines }));
  if (raises === undefined) return;
  const quiet = (): Body => put(without(refusal, 'raises'));
  yield { mutation: 'signal not raised', clause: id, change: `without ${raises}`, body: quiet };
}

/** The errno that a kernel would most likely answer instead. */
export function otherErrno(errno: string): string {
  return errno === 'EINVAL' ? 'EPERM' : 'EINVAL';
}

/** The change of places of two refusals that are told apart by their answers. */
function* swap(body: Body, at: number, one: Refusal, next: Refusal): Generator<Change> {
  const unordered = one.precedence === 'any' && next.precedence === 'any';
  if (unordered || one.errno === undefined || next.errno === undefined || one.errno === next.errno) return;
  yield {
    mutation: 'refusals swapped',
    clause: one.id,
    also: [next.id],
    change: `after ${next.id}`,
    body: () => ({ ...body, refusals: replaced(replaced(body.refusals, at, next), at + 1, one) }),
  };
}
