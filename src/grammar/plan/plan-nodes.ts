/** What a parser does for each kind of node. */
import {
  afterElement,
  asFarAsLine,
  atEnd,
  beforeLiteral,
  behindBody,
  decideFirst,
  decideNext,
  decideOptional,
  followings,
  type Decision,
  type Following,
} from '../decide.js';
import { describe } from '../describe.js';
import { quoted } from '../failure.js';
import { handle, walk, type Handlers, type Node, type NodeOf } from '../ir.js';
import { must } from '../must.js';
import { shapeOf } from '../shape.js';
import { looksFor } from './decisions.js';
import { decimalLeaf, integerLeaf, textLeaf } from './leaves.js';
import { planChoice } from './plan-choice.js';
import { planPadded } from './plan-padded.js';
import { lookFor, type Look } from './look.js';
import type { LineCase, Target } from './operation.js';
import type { Planner } from './planner.js';
import { isWord } from './record-types.js';
import { memberFor } from './unite-types.js';
import type { ValueType } from './value-type.js';

/** Where a node stands. */
interface Place {
  readonly planner: Planner;
  readonly rest: Following;
  /** The record that the present function makes: fields of the node go there. */
  readonly record?: number | undefined;
  /** Where the value of the node goes, and the type of that place; nothing if nobody wants it. */
  readonly slot?: Slot | undefined;
  /** The name of a function for the node if it comes from no rule. */
  readonly hint: string;
}

interface Slot {
  readonly target: Target;
  readonly type: ValueType;
  /** The items of this list may be handed over one by one. */
  readonly each: boolean;
}

/** The function that reads the whole format: number of the function that makes its record. */
export function planFormat(root: Node, hint: string, planner: Planner): number {
  return recordFunction(root, { planner, rest: atEnd, hint }, () => {
    planner.add({ op: 'end', expected: planner.expect(['the end of the text']) });
  });
}

/** The function that makes the record of `node`; `finish` adds what is to be done behind it. */
function recordFunction(node: Node, { planner, rest, hint }: Place, finish?: () => void): number {
  const record = planner.shared.types.recordOf(node, hint);
  const name = must(planner.shared.types.records[record]).name;
  return planner.function(name, { kind: 'record', record }, () => {
    handle(PLAN, node, { planner, rest, record, hint });
    finish?.();
  });
}

/** Plans a node whose value goes into `at.slot`: records and lists are made by functions of their own. */
function planValue(node: Node, at: Place): void {
  const { planner, slot } = at;
  const { kind } = shapeOf(node);
  if (slot === undefined || kind === 'value' || kind === 'nothing') handle(PLAN, node, at);
  else if (kind === 'list') planList(node, at, slot);
  else {
    const made: ValueType = { kind: 'record', record: planner.shared.types.recordOf(node, at.hint) };
    const into = intoSlot(slot, made);
    planner.add({ op: 'call', function: recordFunction(node, at), into });
  }
}

/** A list that may be absent as a whole is absent, not empty. */
function planList(node: Node, at: Place, slot: Slot): void {
  if (node.kind === 'rule') planList(node.body, { ...at, hint: node.name }, slot);
  else if (node.kind === 'optional') planOptional(node, at, planValue);
  else planPresentList(node, at, slot);
}

function planPresentList(node: Node, at: Place, slot: Slot): void {
  const { planner, hint } = at;
  const type = planner.shared.types.typeOf(node, hint);
  const into = intoSlot(slot, type);
  const member = into.member === undefined ? slot.type : partOf(slot.type, into.member);
  const { of } = member as Extract<ValueType, { kind: 'list' }>;
  const item: Slot = { target: { to: 'item' }, type: of, each: false };
  const made = planner.function(hint, { kind: 'list', of, each: slot.each }, () =>
    handle(PLAN, node, { ...at, record: undefined, slot: item }),
  );
  planner.add({ op: 'call', function: made, into });
}

function partOf(type: ValueType, member: number): ValueType {
  return type.kind === 'union' ? must(type.members[member]) : type;
}

function intoSlot(slot: Slot, made: ValueType): Target {
  const member = memberFor(slot.type, made);
  return member === undefined ? slot.target : { ...slot.target, member };
}

const PLAN: Handlers<[at: Place], void> = {
  literal: ({ bytes }, { planner }) => planner.add({ op: 'literal', ...planner.literal(bytes) }),
  number: (node, at) => {
    const { planner } = at;
    const leaf = integerLeaf(node, planner.mode);
    planner.add({ op: 'integer', leaf, ...into(node, at), expected: planner.expectNode(node) });
  },
  text: (node, at) => {
    const { planner } = at;
    const leaf = textLeaf(node, at.rest);
    planner.add({ op: 'text', leaf, ...into(node, at), expected: planner.expectNode(node) });
  },
  words: (node, at) => {
    const { planner } = at;
    planner.add({ op: 'words', words: node.words, ...into(node, at), expected: planner.expectNode(node) });
  },
  raw: (node, at) => {
    const { planner, rest, hint } = at;
    const body = planner.block(() => handle(PLAN, node.body, { planner, rest, hint }));
    planner.add({ op: 'slice', body, ...into(node, at) });
  },
  extra: ({ label, set }, { planner }) => {
    if (planner.mode === 'tolerant') planner.add({ op: 'extra', label, set });
  },
  field: (node, at) => planField(node, at, at.rest),
  entry: (node, at) => {
    const { planner } = at;
    planner.add({ op: 'literal', ...planner.literal(node.key) });
    planField(node, at, beforeLiteral(node.end, at.rest));
    planner.add({ op: 'literal', ...planner.literal(node.end) });
  },
  table: (node, at) =>
    at.planner.mode === 'strict' ? handle(PLAN, node.body, at) : planLinesInAnyOrder(node, at),
  rule: (node, at) => handle(PLAN, node.body, { ...at, hint: node.name }),
  sequence: (node, at) => {
    const follow = followings(node.items, at.rest);
    node.items.forEach((item, index) => handle(PLAN, item, { ...at, rest: must(follow[index]) }));
  },
  decimal: (node, at) => {
    const { planner } = at;
    const leaf = decimalLeaf(node, planner.mode);
    planner.add({ op: 'decimal', leaf, ...into(node, at), expected: planner.expectNode(node) });
  },
  binary: (node, at) => {
    const { bits, endian } = node;
    at.planner.add({ op: 'binary', bits, endian, ...into(node, at), expected: at.planner.expectNode(node) });
  },
  same: (node, { planner }) => {
    const register = must(planner.shared.registers.get(node.of));
    planner.add({ op: 'same', register, expected: planner.expectNode(node) });
  },
  padded: (node, at) => {
    const rest = behindBody(node, at.rest);
    planPadded(node, at.rest, at.planner, () => handle(PLAN, node.body, { ...at, rest }));
  },
  optional: (node, at) => planOptional(node, at),
  choice: (node, at) =>
    planChoice(node, at.rest, at.planner, (part, rest) => handle(PLAN, part, { ...at, rest })),
  repeat: planRepeat,
};

function planBody(node: Node, at: Place): void {
  handle(PLAN, node, at);
}

/** Where the value of a leaf goes, as a part of its operation. */
function into(node: Node, { planner, slot, hint }: Place): { into?: Target } {
  return slot ? { into: intoSlot(slot, planner.shared.types.typeOf(node, hint)) } : {};
}

function planField(node: NodeOf<'field'> | NodeOf<'entry'>, at: Place, rest: Following): void {
  const { planner, record } = at;
  const plan = (): void =>
    planValue(node.body, { planner, rest, hint: node.label, slot: fieldSlot(node.label, planner, record) });
  const register = planner.shared.registers.get(node.body);
  if (register === undefined || node.body.kind === 'repeat') plan();
  else planner.add({ op: 'slice', body: planner.block(plan), register });
}

function fieldSlot(label: string, planner: Planner, record: number | undefined): Slot | undefined {
  if (record === undefined) return undefined;
  const field = fieldNumber(label, planner, record);
  const { type } = must(must(planner.shared.types.records[record]).fields[field]);
  return { target: { to: 'field', field }, type, each: record === 0 && field === planner.shared.each };
}

function fieldNumber(label: string, planner: Planner, record: number): number {
  return must(planner.shared.types.records[record]).fields.findIndex((field) => field.label === label);
}

function planOptional(node: NodeOf<'optional'>, at: Place, plan = planBody): void {
  const { planner } = at;
  const [look] = looksFor(must(decideOptional(node, at.rest).told));
  const also = [...planner.skipped, ...describe(node.body)];
  const body = planner.block(() => plan(node.body, at));
  planner.add({ op: 'if', look: must(look), body });
  planner.skipped = also;
}

function planRepeat(node: NodeOf<'repeat'>, at: Place): void {
  const { planner, rest } = at;
  const separator = node.separator === '' ? undefined : planner.literal(node.separator);
  const body = planner.block(() => planValue(node.body, { ...at, rest: afterElement(node, rest) }));
  const { min, max } = node;
  const { registers } = planner.shared;
  planner.add({
    op: 'repeat',
    body,
    ...(separator ? { separator } : {}),
    min,
    max,
    ...(node.list ? { times: must(registers.get(node.list)) } : looksOf(node, rest)),
    ...(registers.has(node) ? { count: must(registers.get(node)) } : {}),
  });
  if (min === max || node.list) planner.skipped = [];
  else planner.skipped = node.separator === '' ? describe(node.body) : [quoted(node.separator)];
}

function looksOf(node: NodeOf<'repeat'>, rest: Following): { first?: Look; next?: Look } {
  if (node.min === node.max) return {};
  const take = ({ told }: Decision): Look | undefined => told && looksFor(told)[0];
  const next = take(decideNext(node, rest));
  const first = node.separator === '' ? next : take(decideFirst(node, rest));
  return { ...(first ? { first } : {}), ...(next ? { next } : {}) };
}

/** Tolerant mode: lines in any order; unknown keys and repeated ones are kept; a word that is new passes as text. */
function planLinesInAnyOrder(node: NodeOf<'table'>, at: Place): void {
  const { planner, rest, record } = at;
  const cases: LineCase[] = [];
  for (const entry of walk(node.body)) {
    if (entry.kind !== 'entry') continue;
    planner.skipped = [];
    const body = planner.block(() => planLine(entry, at));
    const field = record === undefined ? -1 : fieldNumber(entry.label, planner, record);
    cases.push({ key: entry.label, field, body });
  }
  const until = rest === atEnd ? {} : { until: lookFor(asFarAsLine(rest, node.end)) };
  planner.add({
    op: 'lines',
    keyEnd: node.keyEnd,
    end: node.end,
    spaces: node.keyWidth > 0,
    cases,
    ...until,
  });
  planner.skipped = [];
}

function planLine(entry: NodeOf<'entry'>, at: Place): void {
  const { planner, record } = at;
  const slot = fieldSlot(entry.label, planner, record);
  if (isWord(entry.body)) planner.add({ op: 'rest', end: entry.end, ...(slot ? { into: slot.target } : {}) });
  else planField(entry, at, beforeLiteral(entry.end, atEnd));
  planner.add({ op: 'literal', ...planner.literal(entry.end) });
}
