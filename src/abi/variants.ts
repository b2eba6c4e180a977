/** Variants: the type of an argument that follows from the constant in another one (prctl's option). */
import { positional } from './bind.js';
import type { Call } from './call.js';
import type { AbiTable, Signature, Variants } from './signature.js';
import type { Value } from './value.js';

const known = new WeakMap<Signature, Map<string, Signature>>();

/** The signature by which `call` is written and made: each argument with the type that this call gives it. */
export function signatureFor(
  signature: Signature,
  call: Call,
  constants: AbiTable['constants']['x86_64'],
): Signature {
  const selector = signature.arguments.find(({ variants }) => variants !== undefined)?.variants?.of;
  if (selector === undefined) return signature;
  return variantOf(signature, constantOf(signature, selectorValue(signature, call, selector), constants));
}

/** The signature where the selecting argument is the constant called `name` (none: a number that no variant has). */
export function variantOf(signature: Signature, name: string | undefined): Signature {
  const made = known.get(signature) ?? new Map<string, Signature>();
  known.set(signature, made);
  const variant = made.get(name ?? '') ?? specialise(signature, name ?? '');
  made.set(name ?? '', variant);
  return variant;
}

function specialise(signature: Signature, name: string): Signature {
  return {
    ...signature,
    arguments: signature.arguments.map(({ variants, ...argument }) => {
      const type = variants?.is[name];
      return type === undefined ? argument : { name: argument.name, type };
    }),
  };
}

/** The selecting argument stands before those that it selects, so that its place is known before theirs. */
function selectorValue(signature: Signature, call: Call, selector: string): Value | undefined {
  const open = positional(signature).filter(({ name }) => !(name in call.named));
  return call.named[selector] ?? call.args[open.findIndex(({ name }) => name === selector)];
}

/** The constant with the number that is written, by its name or as a number; of its bits only those of the mask count. */
function constantOf(
  { arguments: all }: Signature,
  value: Value | undefined,
  constants: AbiTable['constants']['x86_64'],
): string | undefined {
  const number = numberOf(value, constants);
  if (number === undefined) return undefined;
  const variants = all.flatMap((argument) => argument.variants ?? []);
  const found = variants.find((one) => nameIn(one, number, constants) !== undefined);
  return found === undefined ? undefined : nameIn(found, number, constants);
}

function nameIn(
  { is, mask }: Variants,
  number: bigint,
  constants: AbiTable['constants']['x86_64'],
): string | undefined {
  const selecting = BigInt.asIntN(32, mask === undefined ? number : number & mask);
  return Object.keys(is).find((name) => constants[name] === selecting);
}

function numberOf(value: Value | undefined, constants: AbiTable['constants']['x86_64']): bigint | undefined {
  if (value?.kind === 'int') return value.value;
  if (value?.kind !== 'names') return undefined;
  const bits = value.names.map((name) => constants[name]);
  return bits.reduce(
    (all, one) => (all === undefined || one === undefined ? undefined : all | one),
    value.rest ?? 0n,
  );
}
