import { describe, expect, test } from '@jest/globals';
import type { Pointee, Signature, StructLayout } from './signature.js';
import { broughtBack, withLengths } from './struct.js';
import { int, list, place, struct, word, type Value } from './value.js';

const FD: Pointee = { kind: 'integer', noun: 'fd', bytes: 4 };
const PIDS: Pointee = { kind: 'array', noun: 'pid', bytes: 4, count: 'count' };
const LAYOUT: StructLayout = {
  size: 32,
  fields: [
    {
      name: 'fd',
      offset: 0,
      bytes: 8,
      noun: 'pointer',
      pointer: { kind: 'pointer', direction: 'out', to: FD },
    },
    {
      name: 'pids',
      offset: 8,
      bytes: 8,
      noun: 'pointer',
      pointer: { kind: 'pointer', direction: 'in', to: PIDS },
    },
    { name: 'count', offset: 16, bytes: 8, noun: 'size' },
    {
      name: 'other',
      offset: 24,
      bytes: 8,
      noun: 'pointer',
      pointer: { kind: 'pointer', direction: 'out', to: FD },
    },
  ],
};
const STRUCTS = { made: { x86_64: LAYOUT, aarch64: LAYOUT } };
const SIGNATURE: Signature = {
  name: 'make',
  number: {},
  arguments: [
    { name: 'args', type: { kind: 'pointer', direction: 'in', to: { kind: 'struct', struct: 'made' } } },
    { name: 'status', type: { kind: 'pointer', direction: 'out', to: { kind: 'wait_status' } } },
    { name: 'time', type: { kind: 'pointer', direction: 'inout', to: { kind: 'sigset' } } },
  ],
  returns: 'int',
  creates: false,
  replaces: false,
};

describe('what a call brings back', () => {
  const names = (values: Record<string, Value | undefined>) =>
    broughtBack(SIGNATURE, values, STRUCTS).map(({ name }) => name);

  test('stands in the order of the arguments, and of the fields within a struct', () => {
    const args = struct({ other: word('out'), fd: word('out') });
    expect(names({ args, status: undefined, time: list([]) })).toEqual([
      'args.fd',
      'args.other',
      'status',
      'time',
    ]);
  });

  test('is nothing where nothing was asked for, or where it goes to a place', () => {
    const args = struct({ fd: place('unmapped') });
    expect(names({ args, status: place('null'), time: place('unmapped') })).toEqual([]);
    expect(names({ args: place('unmapped'), status: int(8), time: int(8) })).toEqual([]);
  });
});

describe('a length within a struct', () => {
  test('follows from its list, unless it is written', () => {
    const pids = list([int(5), int(6)]);
    expect(withLengths(LAYOUT, { pids })['count']).toEqual(int(2));
    expect(withLengths(LAYOUT, { pids, count: int(40) })['count']).toEqual(int(40));
    expect(withLengths(LAYOUT, { pids: place('null') })['count']).toBeUndefined();
  });
});
