/** A refusal: errno, `unspecified` or `restart`, and when. */
import { ERRNO_NUMBERS, signalNumber, SIGNALS } from '../../abi/index.js';
import type { Scope } from '../cel/scope.js';
import { didYouMean } from '../suggest.js';
import type { Refusal, RestartClass } from '../types.js';
import type { SpecNode } from '../yaml/spec-node.js';
import { readClause } from './read-clause.js';
import type { Reading } from './reading.js';

/** Conditions ask; they never act. */
export const CONDITION = { gives: ['bool'], acts: false, called: 'when' } as const;

/** Reads one refusal of `owner`. */
export function readRefusal(node: SpecNode, owner: string, scope: Scope, reading: Reading): Refusal {
  const errno = readErrno(node.get('errno'), reading);
  const unspecified = node.get('unspecified')?.text;
  const restart = node.get('restart')?.text as RestartClass | undefined;
  const raises = readRaises(node.get('raises'), reading);
  const about = { kind: 'refusal', ...(errno === undefined ? {} : { errno }) } as const;
  return {
    ...readClause(node, owner, about, reading),
    when: scope.compile(node.need('when'), CONDITION, reading.problems),
    ...(errno === undefined ? {} : { errno }),
    ...(unspecified === undefined ? {} : { unspecified }),
    ...(restart === undefined ? {} : { restart }),
    ...(raises === undefined ? {} : { raises }),
    ...(node.get('precedence')?.text === 'any' ? { precedence: 'any' } : {}),
  };
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
