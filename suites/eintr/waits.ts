/** Every wait of the text: which call sleeps, on what, and what a signal does to it. */
import type { ClauseId } from '../../src/abi/index.js';
import {
  interruptionsOf,
  type Body,
  type RestartClass,
  type Spec,
  type Syscall,
} from '../../src/spec/index.js';

export interface Wait {
  /** The call, and what it waits on where that makes a difference: `read (pipe)`, `fcntl F_SETLKW`. */
  readonly name: string;
  readonly call: string;
  /** Its restart class; nothing where only a fatal signal ends it. */
  readonly restart: RestartClass | undefined;
  /** The clauses that fire when it is interrupted: before anything was done, and after a part. */
  readonly interrupted: ClauseId | undefined;
  readonly partial: ClauseId | undefined;
  /** The place of the argument that brings a signal set for the time of the wait, among those that are written. */
  readonly set: number | undefined;
}

/** The waits of all calls that are described in full, by name of the call. */
export function waitsOf(spec: Spec): Wait[] {
  const full = [...spec.syscalls.values()].filter(({ depth }) => depth === 'full');
  return full
    .flatMap((syscall) => within(spec, syscall, syscall.body, syscall.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function within(spec: Spec, syscall: Syscall, body: Body, name: string): Wait[] {
  const own = body.waits === undefined ? [] : waitsIn(syscall, body.waits, name);
  const cases = [...(body.cases?.is ?? [])].flatMap(([word, one]) =>
    within(spec, syscall, one, `${name} ${word}`),
  );
  const operation = body.operation?.name;
  const kinds = operation === undefined ? [] : [...spec.fileKinds.values()];
  const onKinds = kinds.flatMap(({ kind, operations }) => {
    const one = operations.get(operation ?? '');
    return one === undefined ? [] : within(spec, syscall, one, `${name} (${kind})`);
  });
  return [...own, ...cases, ...onKinds];
}

/** One wait for each way in which a signal can cut it: the others are called after the clause that says so. */
function waitsIn(
  { name: call, signature }: Syscall,
  waits: NonNullable<Body['waits']>,
  name: string,
): Wait[] {
  const inputs = signature.arguments.filter(({ type }) => type.kind !== 'pointer' || type.direction === 'in');
  const set = inputs.findIndex(({ type }) => type.kind === 'pointer' && type.to.kind === 'sigset');
  const common = { call, partial: waits.partial?.id, set: set < 0 ? undefined : set };
  const cuts = interruptionsOf(waits);
  if (cuts.length === 0) return [{ ...common, name, restart: undefined, interrupted: undefined }];
  return cuts.map(({ id, restart }, index) => ({
    ...common,
    name: index === 0 ? name : `${name} (${id.slice(id.lastIndexOf('/') + 1)})`,
    restart,
    interrupted: id,
  }));
}
