/** Changes of results: taken away, negated, another value or errno, no signal with it. */
import type { Body, Success } from '../../src/spec/index.js';
import { altered, negated } from './altered.js';
import { replaced, without, type Change } from './change.js';
import { otherErrno } from './refusals.js';

/** The changes of the results of `body`. */
export function* resultChanges(body: Body): Generator<Change> {
  const { results } = body;
  for (const [at, result] of results.entries()) {
    const { id: clause, when, raises, errno } = result;
    const put = (...others: Success[]): Body => ({ ...body, results: replaced(results, at, ...others) });
    const matters = !hasTwin(results.slice(at));
    if (matters) yield { mutation: 'result taken away', clause, change: 'taken away', body: () => put() };
    if (when !== undefined && matters) {
      const other = (): Body => put({ ...result, when: negated(when) });
      yield { mutation: 'result negated', clause, change: 'negated', body: other };
    }
    if (errno !== undefined) {
      const wrong = otherErrno(errno);
      const other = (): Body => put({ ...result, errno: wrong });
      yield { mutation: 'result with another value', clause, change: `${errno} is ${wrong}`, body: other };
    } else yield* wrongValue(result, put);
    if (raises === undefined) continue;
    const quiet = (): Body => put(without(result, 'raises'));
    yield { mutation: 'signal not raised', clause, change: `without ${raises}`, body: quiet };
  }
}

/** True where the first result has another name than those that follow, but the answer of each that may take its place. */
function hasTwin([first, ...others]: readonly Success[]): boolean {
  const last = others.findIndex(({ when }) => when === undefined);
  return last >= 0 && others.slice(0, last + 1).every((other) => answerOf(other) === answerOf(first));
}

function answerOf(result: Success | undefined): string {
  if (result === undefined) return '';
  const { returns, errno, raises, again } = result;
  return JSON.stringify([returns === 'nothing' ? returns : returns.source, errno, raises, again]);
}

function* wrongValue(result: Success, put: (result: Success) => Body): Generator<Change> {
  if (result.again || result.returns === 'nothing') return;
  const returns = altered(result.returns);
  if (returns === undefined) return;
  const body = (): Body => put({ ...result, returns });
  yield { mutation: 'result with another value', clause: result.id, change: 'another value', body };
}
