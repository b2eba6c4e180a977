/** The stages of a call, of one of its cases, or of an operation on a kind of file. */
import type { Scope } from '../cel/scope.js';
import { didYouMean } from '../suggest.js';
import type { Body, Success } from '../types.js';
import type { SpecNode } from '../yaml/spec-node.js';
import { readClause } from './read-clause.js';
import { readEffect } from './read-effect.js';
import { CONDITION, readErrno, readRaises, readRefusal } from './read-refusal.js';
import { readWaits, RETURNED } from './read-waits.js';
import type { ArgumentTypes, Reading } from './reading.js';

/** Whose stages are read, and what they can speak of. */
export interface BodyOwner {
  /** The first part of the clause ids: `read`, `pipe/read`. */
  readonly owner: string;
  /** The call, where it is a call's body: only these go on with an operation. */
  readonly call?: string;
  readonly types: ArgumentTypes;
  /** Has the arguments and `done`; grows by what the effect names. */
  readonly scope: Scope;
}

/** Reads the stages in Linux's order. */
export function readBody(node: SpecNode, owner: BodyOwner, reading: Reading): Body {
  checkStages(node, reading);
  const { scope, types } = owner;
  const refusals = (node.get('refusals')?.items() ?? []).map((item) =>
    readRefusal(item, owner.owner, scope, reading),
  );
  const cases = readCases(node.get('cases'), owner, reading);
  const operation = readOperation(node.get('operation'), owner, reading);
  const waits = node.get('waits');
  return {
    refusals,
    ...(cases === undefined ? {} : { cases }),
    ...(operation === undefined ? {} : { operation }),
    ...(waits === undefined ? {} : { waits: readWaits(waits, owner, reading) }),
    effect: node.get('effect') === undefined ? [] : readEffect(node.get('effect')!, types, scope, reading),
    results: (node.get('results')?.items() ?? []).map((item) => readSuccess(item, owner, reading)),
  };
}

/** After the refusals comes one of three: cases, an operation, or waits, effect and results. */
function checkStages(node: SpecNode, reading: Reading): void {
  const stages = node.entries().filter(({ name }) => name in WAY);
  const other = stages.find(({ name }) => WAY[name] !== WAY[stages[0]!.name]);
  if (other !== undefined) {
    reading.problems.add(
      other.key.at,
      `\`${other.name}\` cannot stand beside \`${stages[0]!.name}\``,
      'one comes after the refusals',
    );
  }
}

const WAY: Readonly<Record<string, number>> = { cases: 1, operation: 2, waits: 3, effect: 3, results: 3 };

function readCases(node: SpecNode | undefined, owner: BodyOwner, reading: Reading): Body['cases'] {
  if (node === undefined) return undefined;
  const of = node.get('of');
  const type = owner.types.get(of?.text ?? '');
  if (of?.text !== undefined && type?.kind !== 'integer') {
    reading.problems.add(
      of.at,
      `no integer argument is called \`${of.text}\``,
      didYouMean(of.text, owner.types.keys()),
    );
  }
  const set =
    type?.kind === 'integer' && type.flags !== undefined ? reading.types.sets[type.flags] : undefined;
  const is = new Map<string, Body>();
  const otherwise = node.get('otherwise');
  const refusal = otherwise && readRefusal(otherwise, owner.owner, owner.scope, reading);
  for (const { key, name, value } of node.get('is')?.entries() ?? []) {
    if (!(name in reading.constants)) {
      reading.problems.add(
        key.at,
        `unknown constant \`${name}\``,
        didYouMean(name, Object.keys(reading.constants)),
      );
    } else if (set !== undefined && !set.includes(name)) {
      reading.problems.add(
        key.at,
        `\`${name}\` is not in the set of \`${of?.text ?? ''}\``,
        didYouMean(name, set),
      );
    }
    is.set(name, readBody(value, { ...owner, scope: owner.scope.inner() }, reading));
  }
  return { of: of?.text ?? '', is, ...(refusal === undefined ? {} : { otherwise: refusal }) };
}

function readOperation(node: SpecNode | undefined, owner: BodyOwner, reading: Reading): Body['operation'] {
  if (node === undefined) return undefined;
  const on = node.get('on');
  const name = node.get('name');
  const type = owner.types.get(on?.text ?? '');
  if (on?.text !== undefined && !(type?.kind === 'integer' && type.noun === 'fd')) {
    const descriptors = [...owner.types].filter(
      ([, { kind, ...rest }]) => kind === 'integer' && 'noun' in rest && rest.noun === 'fd',
    );
    reading.problems.add(
      on.at,
      `no descriptor argument is called \`${on.text}\``,
      didYouMean(
        on.text,
        descriptors.map(([fd]) => fd),
      ),
    );
  }
  if (owner.call === undefined) {
    reading.problems.add(node.at, 'an operation cannot go on with another operation');
  } else if (name?.text !== undefined) {
    reading.operations.push({ name: name.text, call: owner.call, arguments: owner.types, at: name.at });
  }
  return { name: name?.text ?? '', on: on?.text ?? '' };
}

function readSuccess(node: SpecNode, owner: BodyOwner, reading: Reading): Success {
  const { scope } = owner;
  const when = node.get('when');
  const returns = node.get('returns');
  const errno = readErrno(node.get('errno'), reading);
  const raises = readRaises(node.get('raises'), reading);
  const silent = returns === undefined || returns.text === 'nothing';
  return {
    ...readClause(node, owner.owner, { kind: 'result', ...(errno === undefined ? {} : { errno }) }, reading),
    ...(when === undefined ? {} : { when: scope.compile(when, CONDITION, reading.problems) }),
    returns: silent ? 'nothing' : scope.compile(returns, RETURNED, reading.problems),
    ...(errno === undefined ? {} : { errno }),
    again: node.get('again')?.isTrue ?? false,
    ...(raises === undefined ? {} : { raises }),
  };
}
