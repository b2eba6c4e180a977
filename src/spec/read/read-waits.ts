/** When a call sleeps, and what a signal does to it. */
import type { Scope } from '../cel/scope.js';
import type { RestartClass, Waits } from '../types.js';
import type { SpecNode } from '../yaml/spec-node.js';
import { readClause } from './read-clause.js';
import { readEffect } from './read-effect.js';
import { CONDITION, readRefusal } from './read-refusal.js';
import type { ArgumentTypes, Reading } from './reading.js';

/** What `returns` may give: a number, or a symbol of the kernel's for one. */
export const RETURNED = { gives: ['int', 'Pid', 'SignalSet'], acts: false, called: 'returns' } as const;

/** Reads `waits` of `owner`. */
export function readWaits(
  node: SpecNode,
  owner: { readonly owner: string; readonly types: ArgumentTypes; readonly scope: Scope },
  reading: Reading,
): Waits {
  const { scope, types } = owner;
  const enter = node.get('enter');
  const nonblocking = node.get('nonblocking');
  const partial = node.get('partial');
  return {
    ...(enter === undefined ? {} : { enter: readEffect(enter, types, scope, reading) }),
    until: scope.compile(node.get('until') ?? node, { ...CONDITION, called: 'until' }, reading.problems),
    ...(nonblocking === undefined
      ? {}
      : { nonblocking: readRefusal(nonblocking, owner.owner, scope, reading) }),
    interrupted: readInterrupted(node.get('interrupted') ?? node, owner.owner, reading),
    ...(partial === undefined ? {} : { partial: readPartial(partial, owner.owner, scope, reading) }),
  };
}

function readInterrupted(node: SpecNode, owner: string, reading: Reading): Waits['interrupted'] {
  const text = readClause(node, owner, { kind: 'interrupted', errno: 'EINTR' }, reading);
  return { ...text, restart: (node.get('restart')?.text ?? 'sys') as RestartClass };
}

function readPartial(
  node: SpecNode,
  owner: string,
  scope: Scope,
  reading: Reading,
): NonNullable<Waits['partial']> {
  return {
    ...readClause(node, owner, { kind: 'partial' }, reading),
    when: scope.compile(node.get('when') ?? node, CONDITION, reading.problems),
    returns: scope.compile(node.get('returns') ?? node, RETURNED, reading.problems),
  };
}
