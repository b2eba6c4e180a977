import { describe, expect, test } from '@jest/globals';
import { Problems } from '../problems.js';
import type { Expression, Machine } from '../types.js';
import { Memory, SignalSet } from '../types.js';
import { Source } from '../yaml/source.js';
import { Scope } from './scope.js';

const WORDS = {
  ask: { takes: ['int'], gives: 'bool', does: 'question', doc: 'Asks.' },
  fail: { takes: [], gives: 'bool', does: 'question', doc: 'Throws.' },
  blocked: { takes: [], gives: 'SignalSet', does: 'question', doc: 'Those that are blocked.' },
  five: { takes: ['int', 'int', 'int', 'int', 'int'], gives: 'int', does: 'question', doc: 'Adds five.' },
  room: { takes: ['Memory'], gives: 'int', does: 'question', doc: 'How much room there is.' },
} as const;

/** `text` compiled in a scope with `fd` and `buf`. */
function compiled(text: string): Expression {
  const scope = Scope.outermost(WORDS, { O_CLOEXEC: 0o2000000n, HUGE: 1n << 63n }).inner();
  expect(scope.declare('fd', 'int')).toBe(true);
  expect(scope.declare('buf', 'Memory')).toBe(true);
  const problems = new Problems();
  const { root } = new Source({ path: 'x.yaml', file: 'x.yaml', text: JSON.stringify(text) });
  const expression = scope.compile(root, { acts: true, called: 'when' }, problems);
  expect(problems.sorted()).toEqual([]);
  return expression;
}

const machine = (words: Record<string, (...args: never[]) => unknown>): Machine => words;

describe('evaluating', () => {
  test('words go to the machine of the evaluation', () => {
    const expression = compiled('ask(fd + 1)');
    expect(expression.evaluate(machine({ ask: (n: bigint) => n === 8n }), { fd: 7n })).toBe(true);
    expect(expression.evaluate(machine({ ask: (n: bigint) => n === 7n }), { fd: 7n })).toBe(false);
  });

  test('a word may evaluate: each evaluation keeps its own machine', () => {
    const inner = compiled('ask(fd)');
    const outer = compiled('ask(fd) && ask(fd)');
    const asked: string[] = [];
    const innerMachine = machine({ ask: () => asked.push('inner') > 0 });
    const outerMachine = machine({
      ask: () => {
        asked.push('outer');
        return inner.evaluate(innerMachine, { fd: 1n });
      },
    });
    expect(outer.evaluate(outerMachine, { fd: 1n })).toBe(true);
    expect(asked).toEqual(['outer', 'inner', 'outer', 'inner']);
  });

  test('what a word throws comes out, even where CEL would let the other side decide', () => {
    const bug = new Error('bug');
    const failing = machine({
      ask: () => true,
      fail: () => {
        throw bug;
      },
    });
    expect(() => compiled('fail() || true').evaluate(failing, {})).toThrow(bug);
    expect(() => compiled('fail()').evaluate(failing, {})).toThrow(bug);
    expect(compiled('ask(fd)').evaluate(failing, { fd: 1n })).toBe(true);
  });

  test('a word that the machine lacks is told', () => {
    expect(() => compiled('ask(fd)').evaluate({}, { fd: 1n })).toThrow(
      'the machine does not know the word ask',
    );
  });

  test('takes memory, gives sets of signals, and knows constants beyond 2^53', () => {
    const memory = new Memory('valid', Infinity, undefined);
    const here = machine({ room: (m: Memory) => (m === memory ? 7n : 0n), blocked: () => new SignalSet(4n) });
    expect(compiled('room(buf)').evaluate(here, { buf: memory })).toBe(7n);
    expect(compiled('blocked()').evaluate(here, {})).toEqual(new SignalSet(4n));
    expect(compiled('blocked()').type).toBe('SignalSet');
    expect(compiled('HUGE').evaluate(here, {})).toBe(1n << 63n);
  });

  test('passes any number of arguments', () => {
    const adds = machine({ five: (...all: bigint[]) => all.reduce((a, b) => a + b) });
    expect(compiled('five(1, 2, 3, 4, fd)').evaluate(adds, { fd: 5n })).toBe(15n);
  });

  test('tells which words it uses, those inside of lists and arguments too', () => {
    expect(compiled('ask(five(1, 2, 3, 4, 5)) || [fd].exists(n, ask(n))').words).toEqual(['ask', 'five']);
  });
});

describe('declaring', () => {
  test.each(['ask', 'O_CLOEXEC', 'int', 'type', 'fd', 'namespace'])('%s is taken', (name) => {
    const scope = Scope.outermost(WORDS, { O_CLOEXEC: 1n }).inner();
    scope.declare('fd', 'int');
    expect(scope.declare(name, 'int')).toBe(false);
  });
});
