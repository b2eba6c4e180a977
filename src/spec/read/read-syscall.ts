/** A system call: spec/syscalls/<family>/<name>.yaml. */
import type { Argument } from '../../abi/index.js';
import { didYouMean } from '../suggest.js';
import type { Body, Depth, Syscall } from '../types.js';
import type { SpecNode } from '../yaml/spec-node.js';
import type { Source } from '../yaml/source.js';
import { readBody } from './read-body.js';
import { checkVersions } from './read-clause.js';
import { readExamples } from './read-examples.js';
import { isListed, readSignature } from './read-signature.js';
import type { ArgumentTypes, Reading } from './reading.js';

/** Reads one call. */
export function readSyscall(source: Source, reading: Reading): Syscall {
  const { root, noun } = source;
  const name = root.get('syscall')?.text ?? noun;
  reading.calls.set(name, root);
  checkPlace(source, reading);
  checkVersions(root, reading);
  const signature = readSignature(root, name, reading);
  const body = readCallBody(source, name, signature.arguments, reading);
  return {
    name,
    family: source.path.split('/')[1] ?? '',
    depth: depthOf(body),
    summary: root.textOf('summary'),
    manual: root.textOf('manual'),
    since: root.textOf('since'),
    ...optional(root, 'until'),
    ...(root.get('written')?.isTrue === true ? { written: true } : {}),
    ...optional(root, 'prototype'),
    signature,
    body,
    examples: readExamples(root.get('examples')),
    at: root.at,
  };
}

function optional<Key extends 'until' | 'prototype'>(root: SpecNode, name: Key): { [K in Key]?: string } {
  const text = root.get(name)?.text;
  return text === undefined ? {} : ({ [name]: text } as { [K in Key]: string });
}

/** How far a call is specified follows from what is said of it: refusals alone, or what comes after them too. */
function depthOf({ refusals, cases, operation, waits, effect, results }: Body): Depth {
  const after = [cases, operation, waits].some((stage) => stage !== undefined);
  if (after || effect.length > 0 || results.length > 0) return 'full';
  return refusals.length > 0 ? 'refusals' : 'listed';
}

function checkPlace({ root, path, noun }: Source, reading: Reading): void {
  const name = root.get('syscall');
  if (name?.text !== undefined && name.text !== noun) {
    reading.problems.add(name.at, `the file is called ${noun}.yaml`, `call it ${name.text}.yaml`);
  }
  if (isListed(root) && root.get('prototype') === undefined) {
    reading.problems.add(root.at, 'lacks `prototype`', 'a call that is only listed says there what it takes');
  }
  if (path.split('/').length !== 3)
    reading.problems.add(root.at, 'a call stands in spec/syscalls/<family>/<name>.yaml');
}

function readCallBody(source: Source, name: string, args: readonly Argument[], reading: Reading): Body {
  const { root } = source;
  if (isListed(root)) return { refusals: [], effect: [], results: [] };
  const variants = args.filter((argument) => argument.variants !== undefined);
  const fixed = args.filter((argument) => argument.variants === undefined);
  const types: ArgumentTypes = new Map(fixed.map((argument) => [argument.name, argument.type]));
  const scope = reading.scope.inner();
  scope.declare('done', 'int');
  for (const [argument, type] of types) {
    const at = root.get('arguments')?.keyNode(argument)?.at ?? root.at;
    if (!scope.declare(argument, type.kind === 'integer' ? 'int' : 'Memory')) {
      reading.problems.add(
        at,
        `\`${argument}\` is taken: by a constant or CEL itself`,
        `call it \`${argument}_\``,
      );
    }
  }
  checkReturnsFd(source, reading);
  return readBody(root, { owner: name, call: name, types, variants, scope }, reading);
}

/** A call that makes an actor returns its number. */
function checkReturnsFd({ root }: Source, reading: Reading): void {
  const creates = root.get('creates');
  const returns = root.get('returns');
  if (creates?.isTrue === true && returns?.text !== 'pid' && returns?.text !== 'int') {
    const suggestion = didYouMean(returns?.text ?? '', ['pid']) ?? 'write `returns: pid`';
    reading.problems.add(returns?.at ?? creates.at, 'a call that creates an actor returns a pid', suggestion);
  }
}
