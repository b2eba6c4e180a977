/** A call as text: everything the spec says of it. */
import type { Argument, ArgumentType, Pointee } from '../../abi/index.js';
import type { Body, Spec, Syscall } from '../../spec/index.js';
import { bodyLines } from './describe-body.js';
import { section, wrapped } from './lines.js';

/** The specification of `call`, and, where it goes on with an operation, what that means on each kind of file. */
export function describeCall(call: Syscall, spec: Spec): string {
  const lines = [
    `${call.name}: ${call.summary}`,
    '',
    ...signatureLines(call),
    ...(call.depth === 'listed' ? ['', 'It is listed: that it exists is all that is said so far.'] : []),
    ...bodyLines(call.body),
    ...operationLines(call.body, spec),
    ...section(
      'Examples:',
      call.examples.flatMap(({ text }) => exampleLines(text)),
    ),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** An example, set off from the next one by an empty line. */
export function exampleLines(text: string): string[] {
  return [
    ...text
      .trimEnd()
      .split('\n')
      .map((line) => `  ${line}`),
    '',
  ];
}

function signatureLines({ signature, prototype, manual, since, until, family, depth }: Syscall): string[] {
  const { x86_64: x86, aarch64 } = signature.number;
  const numbers = `number ${x86 ?? '-'} on x86_64, ${aarch64 ?? '-'} on aarch64`;
  const ages = until === undefined ? `since ${since}` : `since ${since}, until ${until}`;
  const width = Math.max(0, ...signature.arguments.map(({ name }) => name.length));
  return [
    ...(prototype === undefined ? [] : wrapped(prototype, 2)),
    `  ${manual}; ${numbers}; ${ages}; family ${family}; depth ${depth}`,
    ...(depth === 'listed' ? [] : signature.arguments.flatMap((argument) => argumentLines(argument, width))),
    `  returns ${signature.returns}${signature.creates ? ', creates an actor' : ''}${signature.replaces ? ', replaces the program' : ''}`,
  ];
}

function argumentLines({ name, type, default: fallback, variants }: Argument, width: number): string[] {
  const line = `  ${name.padEnd(width)}  ${typeText(type)}${fallback === undefined ? '' : ' (may be left out)'}`;
  const others = Object.entries(variants?.is ?? {}).map(
    ([constant, other]) => `  ${' '.repeat(width)}  ${typeText(other)} for ${constant}`,
  );
  return [line, ...others];
}

function typeText(type: ArgumentType): string {
  if (type.kind === 'address') return 'address';
  if (type.kind === 'pointer') return `${type.direction} ${pointeeText(type.to)}`;
  return `${type.noun}${type.flags === undefined ? '' : ` ${type.flags}`}`;
}

const POINTEES: { readonly [Kind in Pointee['kind']]: (to: Extract<Pointee, { kind: Kind }>) => string } = {
  bytes: ({ length }) => `bytes[${length}]`,
  string: ({ room }) => (room === undefined ? 'string' : `string of up to ${room} bytes`),
  strings: () => 'strings',
  array: ({ noun, count }) => `${noun}[${count}]`,
  integer: ({ noun }) => noun,
  sigset: () => 'sigset',
  wait_status: () => 'wait status',
  struct: ({ struct }) => `struct ${struct}`,
  siginfo: () => 'siginfo',
  opaque: ({ bytes }) => `${bytes} bytes that nobody looks into`,
};

function pointeeText(to: Pointee): string {
  return POINTEES[to.kind](to as never);
}

function operationLines(body: Body, spec: Spec): string[] {
  const { operation } = body;
  if (operation === undefined) return [];
  return [...spec.fileKinds.values()].flatMap((kind) => {
    const inner = kind.operations.get(operation.name);
    if (inner === undefined) return [];
    return [
      '',
      `Where ${operation.on} is a ${kind.kind} (${kind.summary}):`,
      ...bodyLines(inner)
        .filter((line) => line !== '')
        .map((line) => `  ${line}`),
    ];
  });
}
