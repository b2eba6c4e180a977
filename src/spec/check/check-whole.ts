/** What only shows when all of spec/ has been read: what refers to nothing, what can never happen. */
import { ARCHES, isOut } from '../../abi/index.js';
import type { Reading } from '../read/reading.js';
import { didYouMean } from '../suggest.js';
import type { Body, Spec, Syscall } from '../types.js';
import { checkReachable } from './check-reachable.js';

/** Tells what is wrong with the whole. */
export function checkWhole(spec: Spec, reading: Reading): void {
  const calls = [...spec.syscalls.values()];
  checkNumbers(calls, reading);
  for (const call of calls) checkElsewhere(call, spec, reading);
  checkOperations(spec, reading);
  for (const call of calls) {
    checkReachable(call.body, reading);
    checkOutputs(call, spec, reading);
  }
  for (const { operations } of spec.fileKinds.values()) {
    for (const body of operations.values()) checkReachable(body, reading);
  }
}

/** A number is one call's. */
function checkNumbers(calls: readonly Syscall[], reading: Reading): void {
  for (const arch of ARCHES) {
    const taken = new Map<number, string>();
    for (const { name, signature, at } of calls) {
      const number = signature.number[arch];
      if (number === undefined) continue;
      const other = taken.get(number);
      const place = reading.calls.get(name)?.get('number')?.get(arch)?.at ?? at;
      if (other !== undefined)
        reading.problems.add(place, `number ${number} of ${arch} is that of ${other} already`);
      taken.set(number, name);
    }
  }
}

/** What is called elsewhere is a call, and is there where the call itself is not. */
function checkElsewhere(
  { name, signature: { elsewhere, number }, at }: Syscall,
  spec: Spec,
  reading: Reading,
): void {
  if (elsewhere === undefined) return;
  const there = spec.abi.calls[elsewhere.call]?.number ?? {};
  const place = reading.calls.get(name)?.get('elsewhere')?.get('call')?.at ?? at;
  if (!ARCHES.some((arch) => number[arch] === undefined && there[arch] !== undefined)) {
    const suggestion = didYouMean(elsewhere.call, [...spec.syscalls.keys()]);
    reading.problems.add(
      place,
      `\`${elsewhere.call}\` is no call of an architecture that lacks ${name}`,
      suggestion,
    );
  }
}

/** An operation is one that some kind of file has. */
function checkOperations(spec: Spec, { operations, problems }: Reading): void {
  const known = new Set([...spec.fileKinds.values()].flatMap((kind) => [...kind.operations.keys()]));
  for (const { name, at } of operations) {
    if (!known.has(name))
      problems.add(at, `no kind of file has the operation \`${name}\``, didYouMean(name, known));
  }
}

/** A call that is said in full says what it writes to its out arguments. */
function checkOutputs(call: Syscall, spec: Spec, reading: Reading): void {
  if (call.depth !== 'full') return;
  const put = new Set(putsOf(call.body, spec));
  for (const argument of call.signature.arguments) {
    const opaque = argument.type.kind === 'pointer' && argument.type.to.kind === 'opaque';
    if (isOut(argument) && !opaque && !put.has(argument.name)) {
      const place = reading.calls.get(call.name)?.get('arguments')?.keyNode(argument.name)?.at ?? call.at;
      reading.problems.add(place, `nothing is ever put to the out argument \`${argument.name}\``);
    }
  }
}

/** The arguments that the call or the operations that it goes on with write to. */
function putsOf(body: Body, spec: Spec): string[] {
  const bodies = withCases(body);
  const names = new Set(bodies.map((inner) => inner.operation?.name));
  const operations = [...spec.fileKinds.values()].flatMap((kind) =>
    [...kind.operations].flatMap(([name, operation]) => (names.has(name) ? withCases(operation) : [])),
  );
  return [...bodies, ...operations].flatMap(({ effect, waits }) =>
    [...effect, ...(waits?.leaves ?? [])].flatMap((line) => (line.kind === 'put' ? [line.argument] : [])),
  );
}

function withCases(body: Body): Body[] {
  return [body, ...[...(body.cases?.is.values() ?? [])].flatMap(withCases)];
}
