/** A refusal: errno, `unspecified` or `restart`, and when. */
import { ERRNO_NUMBERS, signalNumber, SIGNALS } from '../../abi/index.js';
import { didYouMean } from '../suggest.js';
import type { Effect, Refusal, RestartClass } from '../types.js';
import type { SpecNode } from '../yaml/spec-node.js';
import { CONDITION } from './condition.js';
import { readClause } from './read-clause.js';
import { readEffectLine } from './read-effect.js';
import type { BodyOwner, Reading } from './reading.js';

/** Reads one refusal of `owner`. */
export function readRefusal(node: SpecNode, owner: BodyOwner, reading: Reading): Refusal {
  const errno = readErrno(node.get('errno'), reading);
  const unspecified = node.get('unspecified')?.text;
  const restart = node.get('restart')?.text as RestartClass | undefined;
  const raises = readRaises(node.get('raises'), reading);
  const leaves = readLeaves(node, owner, reading);
  const about = { kind: 'refusal', ...(errno === undefined ? {} : { errno }) } as const;
  return {
    ...readClause(node, owner.owner, about, reading),
    when: owner.scope.compile(node.need('when'), CONDITION, reading.problems),
    ...(errno === undefined ? {} : { errno }),
    ...(unspecified === undefined ? {} : { unspecified }),
    ...(restart === undefined ? {} : { restart }),
    ...(raises === undefined ? {} : { raises }),
    ...(leaves.length === 0 ? {} : { leaves }),
    ...(node.get('precedence')?.text === 'any' ? { precedence: 'any' } : {}),
  };
}

function readLeaves(node: SpecNode, { types, scope }: BodyOwner, reading: Reading): Effect[] {
  return node.itemsOf('leaves').flatMap((line) => readEffectLine(line, types, scope, reading));
}

/** The signal that comes with a refusal or a result. */
export function readRaises(node: SpecNode | undefined, reading: Reading): string | undefined {
  const name = node?.text;
  if (node === undefined || name === undefined) return undefined;
  if (signalNumber(name) === undefined) {
    reading.problems.add(node.at, `unknown signal \`${name}\``, didYouMean(name, SIGNALS));
  }
  return name;
}

/** Reads an errno by name. */
export function readErrno(node: SpecNode | undefined, reading: Reading): string | undefined {
  const name = node?.text;
  if (node === undefined || name === undefined) return undefined;
  if (!(name in ERRNO_NUMBERS)) {
    reading.problems.add(node.at, `unknown errno \`${name}\``, didYouMean(name, Object.keys(ERRNO_NUMBERS)));
  }
  return name;
}
