/** The stages of a call, of one of its cases, or of an operation on a kind of file. */
import type { Body, Success } from '../types.js';
import type { SpecNode } from '../yaml/spec-node.js';
import { CONDITION } from './condition.js';
import { readCases } from './read-cases.js';
import { readClause } from './read-clause.js';
import { readEffectLine } from './read-effect.js';
import { readOperation } from './read-operation.js';
import { readErrno, readRaises, readRefusal } from './read-refusal.js';
import { readWaits, RETURNED } from './read-waits.js';
import type { BodyOwner, Reading } from './reading.js';

/** Reads the stages in Linux's order. */
export function readBody(node: SpecNode, owner: BodyOwner, reading: Reading): Body {
  checkStages(node, reading);
  const { scope } = owner;
  const refusals = node.itemsOf('refusals').map((item) => readRefusal(item, owner, reading));
  const cases = node.get('cases');
  const operation = node.get('operation');
  const waits = node.get('waits');
  return {
    refusals,
    ...(cases === undefined ? {} : { cases: readCases(cases, owner, reading, readBody) }),
    ...(operation === undefined ? {} : { operation: readOperation(operation, owner, reading) }),
    ...(waits === undefined ? {} : { waits: readWaits(waits, owner, reading) }),
    effect: node.itemsOf('effect').flatMap((line) => readEffectLine(line, owner.types, scope, reading)),
    results: node.itemsOf('results').map((item) => readSuccess(item, owner, reading)),
  };
}

/** After the refusals comes one of three: cases, an operation, or waits, effect and results. */
function checkStages(node: SpecNode, reading: Reading): void {
  const stages = node.entries().filter(({ name }) => name in WAY);
  const first = stages[0];
  const other = stages.find(({ name }) => WAY[name] !== WAY[first?.name ?? name]);
  if (first === undefined || other === undefined) return;
  const message = `\`${other.name}\` cannot stand beside \`${first.name}\``;
  reading.problems.add(
    other.key.at,
    message,
    'after the refusals comes one of cases, operation, or waits and effect and results',
  );
}

const WAY: Readonly<Record<string, number>> = { cases: 1, operation: 2, waits: 3, effect: 3, results: 3 };

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
