/** When a call sleeps, and what a signal does to it. */
import type { Scope } from '../cel/scope.js';
import type { Interruption, RestartClass, Waits } from '../types.js';
import type { SpecNode } from '../yaml/spec-node.js';
import { CONDITION } from './condition.js';
import { readClause } from './read-clause.js';
import { readEffectLine } from './read-effect.js';
import { readRefusal } from './read-refusal.js';
import type { BodyOwner, Reading } from './reading.js';

/** What `returns` may give: a number, or a set of signals. */
export const RETURNED = { gives: ['int', 'SignalSet'], acts: false, called: 'returns' } as const;

/** Reads `waits` of `owner`. */
export function readWaits(node: SpecNode, body: BodyOwner, reading: Reading): Waits {
  const { owner, types, scope } = body;
  const lines = (written: SpecNode) =>
    written.items().flatMap((line) => readEffectLine(line, types, scope, reading));
  const enter = node.get('enter');
  const leaves = node.get('leaves');
  const nonblocking = node.get('nonblocking');
  const interrupted = node.get('interrupted');
  const fails = node.get('fails');
  const partial = node.get('partial');
  return {
    ...(enter === undefined ? {} : { enter: lines(enter) }),
    until: scope.compile(node.need('until'), { ...CONDITION, called: 'until' }, reading.problems),
    ...(nonblocking === undefined ? {} : { nonblocking: readRefusal(nonblocking, body, reading) }),
    ...(interrupted === undefined
      ? {}
      : { interrupted: readInterrupted(interrupted, owner, scope, reading) }),
    ...(fails === undefined ? {} : { fails: readRefusal(fails, body, reading) }),
    ...(leaves === undefined ? {} : { leaves: lines(leaves) }),
    ...(partial === undefined ? {} : { partial: readPartial(partial, owner, scope, reading) }),
    ...(node.get('resumes')?.isTrue === true ? { resumes: true } : {}),
  };
}

function readInterrupted(node: SpecNode, owner: string, scope: Scope, reading: Reading): Interruption {
  const text = readClause(node, owner, { kind: 'interrupted', errno: 'EINTR' }, reading);
  const when = node.get('when');
  const otherwise = node.get('otherwise');
  return {
    ...text,
    restart: (node.get('restart')?.text ?? 'sys') as RestartClass,
    ...(when === undefined ? {} : { when: scope.compile(when, CONDITION, reading.problems) }),
    ...(otherwise === undefined ? {} : { otherwise: readInterrupted(otherwise, owner, scope, reading) }),
  };
}

function readPartial(
  node: SpecNode,
  owner: string,
  scope: Scope,
  reading: Reading,
): NonNullable<Waits['partial']> {
  return {
    ...readClause(node, owner, { kind: 'partial' }, reading),
    when: scope.compile(node.need('when'), CONDITION, reading.problems),
    returns: scope.compile(node.need('returns'), RETURNED, reading.problems),
  };
}
