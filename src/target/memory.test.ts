/** Memory: what is laid down is what is read back, for every sort of thing that a pointer can point to. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { int, list, names, place, struct, type Pointee, type Value } from '../abi/index.js';
import { FIXTURE_ABI } from './fixtures/abi.js';
import { FIXTURE_AGENT } from './fixtures/agent.js';
import type { Word } from './frames.js';
import { decodeValue } from './lift-value.js';
import { layValue, type Laying } from './lower-memory.js';
import { ProgramDraft } from './program-draft.js';

const ADDRESSES: Readonly<Partial<Record<Word['base'], bigint>>> = {
  ...FIXTURE_AGENT,
  number: 0n,
  altStack: FIXTURE_AGENT.altStacks + 2n * BigInt(FIXTURE_AGENT.altStackBytes),
};
const CONTEXT = { abi: FIXTURE_ABI, arch: 'x86_64', agent: FIXTURE_AGENT } as const;

/** What the agent would have in memory, and what lifting makes of it. */
function thereAndBack(to: Pointee, value: Value): Value {
  const laying: Laying = { ...CONTEXT, slotOf: () => 0, draft: new ProgramDraft(), outputs: [] };
  const { bytes, patches } = layValue(to, value, laying);
  const memory = Buffer.from(bytes);
  for (const { offset, width, word } of patches) {
    const number = BigInt.asUintN(8 * width, (ADDRESSES[word.base] ?? 0n) + word.addend);
    if (width === 8) memory.writeBigUInt64LE(number, offset);
    else memory.writeUInt32LE(Number(number), offset);
  }
  return decodeValue(to, memory, CONTEXT);
}

const long = fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n }).map(int);
const time = fc.record({ sec: long, nsec: long }).map(struct);
const signal = fc.constantFrom<Value>(int(0), names('SIGUSR1'), names('SIGKILL'), names('SIGRT64'));
const cell = fc.nat(15).chain((at) => fc.constantFrom(place('private', at), place('shared', at)));
const signed = fc.integer().map(int);

describe('what is laid down is read back', () => {
  test('a time within a struct', () => {
    const timer = fc.record({ interval: time, value: time }).map(struct);
    const to: Pointee = { kind: 'struct', struct: 'itimerspec' };
    fc.assert(
      fc.property(timer, (value) => expect(thereAndBack(to, value)).toEqual(value)),
      { seed: 1 },
    );
  });

  test('integers of every size, signals, constants and places', () => {
    const mixed = fc
      .record({
        small: fc.nat(0xffff).map(int),
        signo: signal,
        limit: fc.oneof(fc.constant(names('NO_LIMIT')), fc.bigInt({ min: 0n, max: 1n << 63n }).map(int)),
        sp: fc.oneof(cell, fc.constantFrom(place('null'), place('robust'), place('altstack'))),
        fd: fc.oneof(cell, fc.constant(place('null'))),
        tids: fc.constant(place('null')),
        count: fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }).map(int),
        time,
      })
      .map(struct);
    const to: Pointee = { kind: 'struct', struct: 'mixed' };
    fc.assert(
      fc.property(mixed, (value) => expect(thereAndBack(to, value)).toEqual(value)),
      { seed: 1 },
    );
  });

  test('what comes with a signal, by its code', () => {
    const sender = { pid: signed, uid: fc.nat().map(int) };
    const info = (signo: string, code: string, fields: Record<string, fc.Arbitrary<Value>>) =>
      fc.record({
        signo: fc.constant(names(signo)),
        errno: signed,
        code: fc.constant(names(code)),
        ...fields,
      });
    const any = fc.oneof(
      info('SIGUSR1', 'SI_QUEUE', { ...sender, value: long }),
      info('SIGCHLD', 'SI_QUEUE', { ...sender, value: long }),
    );
    fc.assert(
      fc.property(any.map(struct), (value) =>
        expect(thereAndBack({ kind: 'siginfo' }, value)).toEqual(value),
      ),
      { seed: 1 },
    );
  });

  test('a set of signals', () => {
    const set = list([names('SIGHUP'), names('SIGUSR1'), names('SIGRT64')]);
    expect(thereAndBack({ kind: 'sigset' }, set)).toEqual(set);
  });
});
