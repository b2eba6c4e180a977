/** Altering the text: copies of a spec with one thing changed. Throws where there is no such thing to change. */
import type { ClauseId } from '../../src/abi/index.js';
import type { Body, Effect, Refusal, Spec, Waits } from '../../src/spec/index.js';

/** The spec with a refusal changed; `undefined` takes it away. */
export function alterRefusal(
  spec: Spec,
  id: ClauseId,
  change: (refusal: Refusal) => Refusal | undefined,
): Spec {
  const list = (refusals: readonly Refusal[]): Refusal[] =>
    refusals.flatMap((refusal) => (refusal.id === id ? (change(refusal) ?? []) : [refusal]));
  return alterOwner(spec, id, (body) => ({ ...body, refusals: list(body.refusals) }));
}

/** The spec in which a refusal is tried before all others of its list. */
export function alterOrder(spec: Spec, id: ClauseId): Spec {
  return alterOwner(spec, id, (body) => {
    const first = body.refusals.filter((refusal) => refusal.id === id);
    return { ...body, refusals: [...first, ...body.refusals.filter((refusal) => refusal.id !== id)] };
  });
}

/** The spec in which the wait that clause `id` interrupts is changed; `undefined` takes a part of it away. */
export function alterWait(spec: Spec, id: ClauseId, change: (waits: Waits) => Waits): Spec {
  return alterOwner(spec, id, (body) =>
    body.waits?.interrupted?.id === id ? { ...body, waits: change(body.waits) } : body,
  );
}

/** The spec in which the effect of the result called `id` lacks the lines that `dropped` picks. */
export function alterEffect(spec: Spec, id: ClauseId, dropped: (line: Effect) => boolean): Spec {
  return alterOwner(spec, id, (body) =>
    body.results.some((result) => result.id === id)
      ? { ...body, effect: body.effect.filter((line) => !dropped(line)) }
      : body,
  );
}

function alterOwner(spec: Spec, id: ClauseId, edit: (body: Body) => Body): Spec {
  const [first = '', second = ''] = id.split('/');
  const kind = spec.fileKinds.get(first);
  const syscall = spec.syscalls.get(first);
  if (!spec.clauses.has(id)) throw new Error(`no clause is called ${id}`);
  if (id.split('/').length === 3 && kind !== undefined) {
    const body = kind.operations.get(second);
    if (body === undefined) throw new Error(`no operation is called ${first}/${second}`);
    const operations = new Map(kind.operations).set(second, everywhere(body, edit));
    return { ...spec, fileKinds: new Map(spec.fileKinds).set(first, { ...kind, operations }) };
  }
  if (syscall === undefined) throw new Error(`no call is called ${first}`);
  const altered = { ...syscall, body: everywhere(syscall.body, edit) };
  return { ...spec, syscalls: new Map(spec.syscalls).set(first, altered) };
}

/** Edits a body and the bodies of its cases. */
function everywhere(body: Body, edit: (body: Body) => Body): Body {
  const edited = edit(body);
  if (edited.cases === undefined) return edited;
  const is = new Map([...edited.cases.is].map(([name, one]) => [name, everywhere(one, edit)]));
  return { ...edited, cases: { ...edited.cases, is } };
}
