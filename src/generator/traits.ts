/** What kind of call a call is, read off its signature and body: the generator knows no call by name. */
import { bodiesOf, type Spec, type Syscall } from '../spec/index.js';

export interface Traits {
  readonly syscall: Syscall;
  /** It makes descriptors. */
  readonly makes: boolean;
  /** It sets something up: it takes a struct. */
  readonly prepares: boolean;
  /** A success ends the actor. */
  readonly ends: boolean;
  /** It can sleep. */
  readonly waits: boolean;
  /** It takes nothing, and neither makes nor ends nor waits for anything: it asks. */
  readonly asks: boolean;
  /** The operations on file kinds that it goes on with. */
  readonly operations: ReadonlySet<string>;
}

/** Reads the traits of a call. `spec`: where its operations stand. */
export function traitsOf(syscall: Syscall, spec: Spec): Traits {
  const { signature } = syscall;
  const bodies = bodiesOf(syscall.body);
  const operations = new Set(
    bodies.flatMap(({ operation }) => (operation === undefined ? [] : [operation.name])),
  );
  const onKinds = [...spec.fileKinds.values()].flatMap((kind) =>
    [...operations].flatMap((name) => bodiesOf(kind.operations.get(name))),
  );
  const waits = [...bodies, ...onKinds].some((body) => body.waits !== undefined);
  const ends = signature.returns === 'nothing' && !signature.replaces;
  const makes = signature.returns === 'fd' || signature.arguments.some(({ type }) => bringsDescriptors(type));
  const prepares = signature.arguments.some(
    ({ type }) => type.kind === 'pointer' && type.direction === 'in' && type.to.kind === 'struct',
  );
  const asks = signature.arguments.length === 0 && !signature.creates && !ends && !waits;
  return { syscall, makes, prepares, ends, waits, asks, operations };
}

function bringsDescriptors(type: Syscall['signature']['arguments'][number]['type']): boolean {
  return (
    type.kind === 'pointer' && type.direction === 'out' && type.to.kind === 'array' && type.to.noun === 'fd'
  );
}
