/** Going on with an operation of the kind of a file. */
import { didYouMean } from '../suggest.js';
import type { Body } from '../types.js';
import type { SpecNode } from '../yaml/spec-node.js';
import type { ArgumentTypes, BodyOwner, Reading } from './reading.js';

/** Reads `operation` of a call, and notes that the call goes on with it. */
export function readOperation(
  node: SpecNode,
  owner: BodyOwner,
  reading: Reading,
): NonNullable<Body['operation']> {
  const name = node.get('name');
  checkDescriptor(node.get('on'), owner.types, reading);
  if (owner.call === undefined) {
    reading.problems.add(node.at, 'an operation cannot go on with another operation');
  } else if (name?.text !== undefined) {
    reading.operations.push({ name: name.text, call: owner.call, arguments: owner.types, at: name.at });
  }
  return { name: node.textOf('name'), on: node.textOf('on') };
}

function checkDescriptor(on: SpecNode | undefined, types: ArgumentTypes, reading: Reading): void {
  if (on?.text === undefined) return;
  const descriptors = [...types].flatMap(([name, type]) =>
    type.kind === 'integer' && type.noun === 'fd' ? [name] : [],
  );
  if (descriptors.includes(on.text)) return;
  const message = `no descriptor argument is called \`${on.text}\``;
  reading.problems.add(on.at, message, didYouMean(on.text, descriptors));
}
