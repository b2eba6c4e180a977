/** Functions of a plan as Go methods. */
import { must } from '../../must.js';
import type { FieldType, OperationOf, Plan, PlanFunction, Target, ValueType } from '../../plan/index.js';
import { pascal } from '../javascript/type-text.js';
import type { GoNames } from './go-names.js';
import type { GoText } from './go-text.js';
import { goType, isPointer } from './go-types.js';
import { printOperations, printRepeat, type Given, type Inside } from './print-operations.js';

/** Writes function `number` of the plan. */
export function printFunction(plan: Plan, number: number, names: GoNames, text: GoText): void {
  const { name, gives, body } = must(plan.functions[number]);
  const at: Where = { plan, names, text };
  const head = `func (p *${names.inner}Parser) read${pascal(name)}`;
  if (gives.kind === 'record')
    text.block(`${head}(v *${must(names.records[gives.record])})`, () =>
      printOperations(body, recordInside(gives.record, at)),
    );
  else {
    const type = goType({ kind: 'list', of: gives.of }, names);
    text.block(`${head}() ${type}`, () => printListBody(gives, body, type, at));
  }
  text.write('');
}

interface Where {
  readonly plan: Plan;
  readonly names: GoNames;
  readonly text: GoText;
}

function recordInside(record: number, at: Where): Inside {
  const { plan, names, text } = at;
  const { fields } = must(plan.records[record]);
  const placeOf = (target: Target): Place => {
    if (target.to === 'item') throw new Error('a bug of grammar: an item outside a list');
    const field = must(fields[target.field]);
    return { name: `v.${nameOf(target.field)}`, type: typeIn(field.type, target), field };
  };
  const nameOf = (field: number): string => must(must(names.fields[record])[field]);
  return {
    text,
    keep: (target, value, given) => {
      const { name, type, field } = placeOf(target);
      const converted = convert(value, given, type, names);
      text.write(`${name} = ${isPointer(field) ? `pointer(${converted})` : converted}`);
    },
    call: (operation) => printFieldCall(operation, placeOf, at),
    isAbsent: (field) => `v.${nameOf(field)} == nil`,
  };
}

interface Place {
  readonly name: string;
  readonly type: ValueType;
  readonly field: FieldType;
}

function printFieldCall(
  { function: called, into }: OperationOf<'call'>,
  placeOf: (target: Target) => Place,
  at: Where,
): void {
  const { text } = at;
  const { read, record } = callee(called, at);
  if (into === undefined) text.write(record === undefined ? `p.${read}()` : `p.${read}(new(${record}))`);
  else {
    const { name, field } = placeOf(into);
    if (record === undefined) text.write(`${name} = p.${read}()`);
    else if (field.type.kind === 'union') printUnionCall(`${name} =`, read, record, text);
    else if (isPointer(field)) text.write(`${name} = new(${record})`, `p.${read}(${name})`);
    else text.write(`p.${read}(&${name})`);
  }
}

function printUnionCall(keep: string, read: string, record: string, text: GoText): void {
  const made = text.local('made');
  text.write(`var ${made} ${record}`, `p.${read}(&${made})`, `${keep} ${made}`);
}

function callee(called: number, { plan, names }: Where): { read: string; record: string | undefined } {
  const { name, gives } = must(plan.functions[called]);
  const record = gives.kind === 'record' ? must(names.records[gives.record]) : undefined;
  return { read: `read${pascal(name)}`, record };
}

type ListGives = Extract<PlanFunction['gives'], { kind: 'list' }>;

function printListBody({ of, each }: ListGives, body: PlanFunction['body'], type: string, at: Where): void {
  const { text, names } = at;
  const inside: Inside = {
    text,
    keep: (target, value, given) =>
      text.write(`items = append(items, ${convert(value, given, typeIn(of, target), names)})`),
    call: (operation) => printItemCall(operation, of, type, at),
    isAbsent: () => {
      throw new Error('a bug of grammar: a table in a list');
    },
  };
  text.write(`items := ${type}{}`);
  for (const operation of body)
    if (each && operation.op === 'repeat')
      printRepeat(operation, inside, () =>
        text.block('if p.each != nil', () => text.write('items = hand(items, p.each)')),
      );
    else printOperations([operation], inside);
  text.write('return items');
}

function printItemCall(
  { function: called, into }: OperationOf<'call'>,
  of: ValueType,
  type: string,
  at: Where,
): void {
  const { text } = at;
  const { read, record } = callee(called, at);
  if (record === undefined) text.write(into ? `items = append(items, p.${read}())` : `p.${read}()`);
  else if (into === undefined) text.write(`p.${read}(new(${record}))`);
  else if (of.kind === 'union') {
    const made = text.local('made');
    text.write(`var ${made} ${record}`, `p.${read}(&${made})`, `items = append(items, ${made})`);
  } else text.write(`items = append(items, ${type.slice(2)}{})`, `p.${read}(&items[len(items)-1])`);
}

/** The type of the value that goes to a place of type `type`. */
function typeIn(type: ValueType, { member }: Target): ValueType {
  return type.kind === 'union' ? must(type.members[member ?? -1]) : type;
}

function convert(value: string, given: Given, type: ValueType, names: GoNames): string {
  if (type.kind === 'integer') return type.bits === 64 ? value : `${goType(type, names)}(${value})`;
  if (type.kind === 'words' && given === 'bytes') return `string(${value})`;
  return type.kind === 'bytes' && given === 'word' ? `[]byte(${value})` : value;
}
