/** Print and parse are inverse to each other, for every scenario that the types allow. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  actor as actorValue,
  bytes,
  type Event,
  PLACES,
  type Result,
  TOLD_FIELDS,
  sortEvents,
  text,
  type Value,
} from '../../abi/index.js';
import type { Action, Scenario, Step } from '../scenario.js';
import { parseScenario } from './parse.js';
import { printScenario } from './print.js';

const BYTES = fc.oneof(
  fc.string({ unit: fc.nat(255).map((code) => String.fromCharCode(code)), maxLength: 24 }),
  fc.string({ unit: fc.constantFrom('a', '"', '\\', '#', '\n', '\x00'), maxLength: 40 }),
  fc
    .tuple(
      fc.constantFrom('x', 'ab', '\xff"', '#'),
      fc.integer({ min: 14, max: 90 }),
      fc.constantFrom('', 'y', 'xx'),
    )
    .map(([unit, times, rest]) => unit.repeat(times) + rest),
  fc.constant('x'.repeat(70000)),
);
const ACTOR = fc.oneof(fc.constantFrom('A', 'B', 'C', 'E'), fc.stringMatching(/^[A-Z][0-9]{0,3}$/));
const TEXT = fc
  .tuple(
    fc.option(BYTES, { nil: undefined }),
    fc.array(fc.tuple(ACTOR, fc.option(BYTES, { nil: undefined })), { minLength: 1, maxLength: 3 }),
  )
  .map(([first, pairs]): Value[] => [
    ...(first === undefined ? [] : [bytes(first)]),
    ...pairs.flatMap(([name, after]) => [actorValue(name), ...(after === undefined ? [] : [bytes(after)])]),
  ])
  .filter((parts) => parts.length > 1)
  .map((parts) => text(...parts));
const CONSTANT = fc.oneof(
  fc.constantFrom('O_RDWR', 'SIGUSR1', 'B', 'B9600', 'EBADF', 'E5', 'EPOLLIN', '_IO', '__proto__'),
  fc.string({ minLength: 1, unit: 'binary' }),
);
const NAME = fc.oneof(
  fc.constantFrom(
    'fd',
    'look',
    'setting',
    'any',
    'null',
    'private',
    'read-only',
    '__proto__',
    'constructor',
    'errno',
    '0',
    'a:b',
  ),
  fc.string({ unit: 'binary' }),
);
const INTEGER = fc.bigInt({ min: -(1n << 63n), max: (1n << 64n) - 1n });

const { value: VALUE } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.record({ kind: fc.constant('int' as const), value: INTEGER }),
    fc.record(
      { kind: fc.constant('names' as const), names: fc.array(CONSTANT, { maxLength: 3 }), rest: INTEGER },
      { requiredKeys: ['kind', 'names'] },
    ),
    fc.record({ kind: fc.constant('word' as const), word: NAME }),
    fc.record({ kind: fc.constant('bytes' as const), bytes: BYTES }),
    TEXT,
    fc.record({ kind: fc.constant('list' as const), items: fc.array(tie('value'), { maxLength: 4 }) }),
    fc.record({ kind: fc.constant('struct' as const), fields: record(tie('value')) }),
    fc.record({
      kind: fc.constant('actor' as const),
      actor: ACTOR,
      negated: fc.boolean(),
    }),
    fc.record(
      {
        kind: fc.constant('place' as const),
        place: fc.constantFrom(...PLACES),
        size: fc.nat(),
      },
      { requiredKeys: ['kind', 'place'] },
    ),
    fc.constant<Value>({ kind: 'any' }),
  ),
}));

const RESULT: fc.Arbitrary<Result> = fc.oneof(
  fc.record({ kind: fc.constant('value' as const), value: VALUE }),
  fc.record({
    kind: fc.constant('errno' as const),
    errno: fc.oneof(fc.constantFrom('EBADF', 'E512', 'EINTR'), NAME),
  }),
);
const CALL = fc.record({ name: NAME, args: fc.array(VALUE, { maxLength: 4 }), named: record(VALUE) });

function eventsOf(call: string): fc.Arbitrary<Event> {
  const actor = ACTOR;
  const kind = <K extends Event['kind']>(name: K): fc.Arbitrary<K> => fc.constant(name);
  return fc.oneof(
    fc.record({
      kind: kind('returned'),
      actor,
      call: fc.oneof(fc.constant(call), NAME),
      result: RESULT,
      outputs: fc.array(VALUE, { maxLength: 3 }),
    }),
    fc.record({ kind: kind('blocked'), actor }),
    fc.record({ kind: kind('busy'), actor }),
    fc.record({ kind: kind('began'), actor }),
    fc.record({ kind: kind('stopped'), actor }),
    fc.record({ kind: kind('continued'), actor }),
    fc.record({
      kind: kind('handler'),
      actor,
      signal: CONSTANT,
      info: fc.record(
        { code: NAME, ...Object.fromEntries(TOLD_FIELDS.map((name) => [name, VALUE])) },
        { requiredKeys: ['code'] },
      ),
    }),
    fc.record({
      kind: kind('handler'),
      actor,
      signal: CONSTANT,
      info: fc.record({ code: NAME }),
      altstack: fc.constant(true as const),
    }),
    fc.record({ kind: kind('image'), actor, argv: fc.array(BYTES, { maxLength: 3 }) }),
    fc.record({ kind: kind('ended'), actor, as: fc.constantFrom('zombie' as const, 'gone' as const) }),
    fc.record(
      { kind: kind('seen'), actor, file: NAME, text: BYTES, errno: NAME },
      { requiredKeys: ['kind', 'actor', 'file', 'text'] },
    ),
  );
}

const ACTION: fc.Arbitrary<Action> = fc.oneof(
  fc.record(
    { kind: fc.constant('call' as const), actor: ACTOR, call: CALL, spawns: ACTOR },
    { requiredKeys: ['kind', 'actor', 'call'] },
  ),
  fc.record({ kind: fc.constant('look' as const), actor: ACTOR, file: NAME }),
);
/** A step that is likely to be a fork with all that the notation leaves out of it, or nearly all. */
const BIRTH: fc.Arbitrary<Step> = fc
  .tuple(ACTOR, ACTOR, ACTOR, fc.nat(4))
  .map(([parent, child, returned, events]) => {
    const call = { name: 'fork', args: [], named: {} };
    const result: Result = {
      kind: 'value',
      value: { kind: 'actor', actor: returned, negated: false },
    };
    const all: Event[] = [
      { kind: 'returned', actor: parent, call: 'fork', result, outputs: [] },
      { kind: 'began', actor: child },
      { kind: 'stopped', actor: child },
      { kind: 'began', actor: child },
    ];
    return {
      action: { kind: 'call', actor: parent, call, spawns: child },
      expect: sortEvents(all.slice(0, events)),
    };
  });
const STEP: fc.Arbitrary<Step> = fc.oneof(
  BIRTH,
  ACTION.map((action) => ({ action })),
  ACTION.chain((action) =>
    fc
      .array(eventsOf(action.kind === 'call' ? action.call.name : ''), { maxLength: 4 })
      .map((events) => ({ action, expect: sortEvents(events) })),
  ),
);
const SCENARIO: fc.Arbitrary<Scenario> = fc.record({
  setting: fc.record({ profile: fc.oneof(fc.constant('linux-6.18'), NAME) }),
  steps: fc.array(STEP, { maxLength: 5 }),
});

function record(values: fc.Arbitrary<Value>): fc.Arbitrary<Record<string, Value>> {
  return fc.dictionary(NAME, values, { maxKeys: 3, noNullPrototype: true });
}

describe('notation', () => {
  test('an actor born with the number of another one begins as well', () => {
    const parsed = parseScenario('A: fork() = B\nA: clone3({set_tid: [B]}) -> C = B');
    const told = parsed.ok ? parsed.scenario.steps[1]?.expect : undefined;
    expect(told?.map(({ kind, actor }) => `${actor} ${kind}`)).toEqual(['A returned', 'C began']);
    expect(parsed.ok && printScenario(parsed.scenario)).toContain('A: clone3({set_tid: [B]}) -> C = B\n');
  });

  test('parsing what was printed gives the same scenario, and printing that gives the same text', () => {
    fc.assert(
      fc.property(SCENARIO, (scenario) => {
        const text = printScenario(scenario);
        const parsed = parseScenario(text);
        expect(parsed).toEqual({ ok: true, scenario });
        expect(parsed.ok && printScenario(parsed.scenario)).toBe(text);
      }),
      { seed: 1, numRuns: 250 },
    );
  });

  test('no text makes the parser throw, and what it accepts prints to a text that it reads as the same', () => {
    const line = fc.string({
      unit: fc.constantFrom(...Array.from('AB: !=.()[]{}"\'|-xe0E,#\\')),
      maxLength: 30,
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 3 }), (lines) => {
        const parsed = parseScenario(lines.join('\n'));
        if (parsed.ok) expect(parseScenario(printScenario(parsed.scenario))).toEqual(parsed);
        else expect(parsed.problems.length).toBeGreaterThan(0);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});
