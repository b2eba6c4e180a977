/** Mutants: every change of every body of spec/, as a spec with that one change. */
import type { ClauseId } from '../../src/abi/index.js';
import type { Body, Spec } from '../../src/spec/index.js';
import type { Change } from './change.js';
import { lineChanges } from './effects.js';
import { refusalChanges } from './refusals.js';
import { resultChanges } from './results.js';
import { waitChanges } from './waits.js';

/** A spec with one change. */
export interface Mutant extends Omit<Change, 'body'> {
  /** The call, or the kind of file and its operation: `read`, `pipe/read`. */
  readonly owner: string;
  readonly spec: () => Spec;
}

/** What tells a mutant from every other one, for people: `wait4/no-child: negated`. */
export function nameOf({ clause, change }: Pick<Mutant, 'clause' | 'change'>): string {
  return `${clause}: ${change}`;
}

/** Every mutant of the full calls of `spec` and of the operations of its file kinds, by owner. */
export function mutantsOf(spec: Spec): Mutant[] {
  const calls = [...spec.syscalls.values()].filter(({ depth }) => depth === 'full');
  const ofCalls = calls.flatMap((call) =>
    mutantsOfBody(call.body, call.name, (body) => ({
      ...spec,
      syscalls: new Map(spec.syscalls).set(call.name, { ...call, body }),
    })),
  );
  const ofKinds = [...spec.fileKinds.values()].flatMap((kind) =>
    [...kind.operations].flatMap(([operation, original]) =>
      mutantsOfBody(original, `${kind.kind}/${operation}`, (body) => ({
        ...spec,
        fileKinds: new Map(spec.fileKinds).set(kind.kind, {
          ...kind,
          operations: new Map(kind.operations).set(operation, body),
        }),
      })),
    ),
  );
  return [...ofCalls, ...ofKinds];
}

function mutantsOfBody(body: Body, owner: string, put: (body: Body) => Spec): Mutant[] {
  return [...changesOf(body)].map(({ body: changed, ...change }) => ({
    ...change,
    owner,
    spec: () => put(changed()),
  }));
}

/** The changes of a body and of its cases. */
function* changesOf(body: Body): Generator<Change> {
  yield* refusalChanges(body);
  for (const [name, one] of body.cases?.is ?? []) {
    for (const change of changesOf(one)) yield { ...change, body: () => withCase(body, name, change.body()) };
  }
  const clause = lastSuccess(body);
  if (clause === undefined) return;
  yield* waitChanges(body, clause);
  yield* lineChanges(body.effect, clause, '', (effect) => ({ ...body, effect }));
  yield* resultChanges(body);
}

function withCase(body: Body, name: string, one: Body): Body {
  const { cases } = body;
  return cases === undefined ? body : { ...body, cases: { ...cases, is: new Map(cases.is).set(name, one) } };
}

function lastSuccess({ results }: Body): ClauseId | undefined {
  return results.findLast(({ errno }) => errno === undefined)?.id ?? results.at(-1)?.id;
}
