/** Changes of a wait: it never begins, goes on otherwise after a signal, or forgets what was done. */
import type { Body, RestartClass, Waits } from '../../src/spec/index.js';
import { always, altered, negated } from './altered.js';
import { without, type Change } from './change.js';
import { lineChanges } from './effects.js';

/** What another class differs from in something that can be seen (`block` is `nohand` to whoever looks). */
const OTHER_CLASSES: Readonly<Record<RestartClass, readonly RestartClass[]>> = {
  sys: ['nohand', 'nointr', 'never'],
  nohand: ['sys', 'nointr', 'never'],
  block: ['sys', 'nointr', 'never'],
  nointr: ['sys', 'never'],
  never: ['sys', 'nohand', 'nointr'],
};

/** The changes of the wait of `body`, where it has one. `clause`: its last success, for what has no clause of its own. */
export function* waitChanges(body: Body, clause: string): Generator<Change> {
  const { waits } = body;
  if (waits === undefined) return;
  const put = (other: Waits): Body => ({ ...body, waits: other });
  yield {
    mutation: 'wait never begins',
    clause: waits.interrupted?.id ?? clause,
    change: 'until true',
    body: () => put({ ...waits, until: always(waits.until) }),
  };
  yield* signalChanges(waits, put);
  yield* partChanges(waits, put);
  if (waits.resumes === true) {
    const anew = (): Body => put(without(waits, 'resumes'));
    yield { mutation: 'wait resumed from its refusals', clause, change: 'from its refusals', body: anew };
  }
  const enter = waits.enter ?? [];
  yield* lineChanges(enter, clause, 'on entering ', (lines) => put({ ...waits, enter: lines }));
}

function* signalChanges(waits: Waits, put: (waits: Waits) => Body): Generator<Change> {
  if (waits.interrupted === undefined) return;
  const { interrupted, ...deaf } = waits;
  const { id: clause, restart } = interrupted;
  yield { mutation: 'wait that no signal ends', clause, change: 'not interrupted', body: () => put(deaf) };
  for (const other of OTHER_CLASSES[restart]) {
    yield {
      mutation: 'wait of another restart class',
      clause,
      change: `${restart} is ${other}`,
      body: () => put({ ...waits, interrupted: { ...interrupted, restart: other } }),
    };
  }
}

function* partChanges(waits: Waits, put: (waits: Waits) => Body): Generator<Change> {
  if (waits.partial === undefined) return;
  const { partial, ...whole } = waits;
  const { id, when, returns } = partial;
  yield { mutation: 'part forgotten', clause: id, change: 'taken away', body: () => put(whole) };
  yield {
    mutation: 'part forgotten',
    clause: id,
    change: 'negated',
    body: () => put({ ...waits, partial: { ...partial, when: negated(when) } }),
  };
  const wrong = altered(returns);
  if (wrong === undefined) return;
  yield {
    mutation: 'part counted wrongly',
    clause: id,
    change: 'another value',
    body: () => put({ ...waits, partial: { ...partial, returns: wrong } }),
  };
}
