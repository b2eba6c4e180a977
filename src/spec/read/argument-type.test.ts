import { describe, expect, test } from '@jest/globals';
import { parseArgumentType } from './argument-type.js';

const NAMES = {
  flags: new Set(['pipe_flags']),
  constants: new Set(['command']),
  structs: new Set(['sigaction']),
  arguments: ['fd', 'buf', 'count'],
};

describe('the types that an argument can have', () => {
  test.each([
    ['fd', { kind: 'integer', noun: 'fd', bits: 32, signed: true }],
    ['size', { kind: 'integer', noun: 'size', bits: 64, signed: false }],
    ['flags pipe_flags', { kind: 'integer', noun: 'flags', bits: 32, signed: true, flags: 'pipe_flags' }],
    [
      'flags pipe_flags ulong',
      { kind: 'integer', noun: 'flags', bits: 64, signed: false, flags: 'pipe_flags' },
    ],
    [
      'constant command uint',
      { kind: 'integer', noun: 'constant', bits: 32, signed: false, flags: 'command' },
    ],
    ['in path', { kind: 'pointer', direction: 'in', to: { kind: 'string', path: true } }],
    ['in strings', { kind: 'pointer', direction: 'in', to: { kind: 'strings' } }],
    ['out bytes[count]', { kind: 'pointer', direction: 'out', to: { kind: 'bytes', length: 'count' } }],
    [
      'out fd[2]',
      { kind: 'pointer', direction: 'out', to: { kind: 'array', noun: 'fd', bytes: 4, count: 2 } },
    ],
    ['inout long', { kind: 'pointer', direction: 'inout', to: { kind: 'integer', noun: 'long', bytes: 8 } }],
    ['out sigset', { kind: 'pointer', direction: 'out', to: { kind: 'sigset' } }],
    ['out wait_status', { kind: 'pointer', direction: 'out', to: { kind: 'wait_status' } }],
    [
      'in struct sigaction',
      { kind: 'pointer', direction: 'in', to: { kind: 'struct', struct: 'sigaction' } },
    ],
    ['address', { kind: 'address' }],
    [
      'in gid[count]',
      { kind: 'pointer', direction: 'in', to: { kind: 'array', noun: 'gid', bytes: 4, count: 'count' } },
    ],
    ['out string[16]', { kind: 'pointer', direction: 'out', to: { kind: 'string', room: 16 } }],
    ['out opaque[144]', { kind: 'pointer', direction: 'out', to: { kind: 'opaque', bytes: 144 } }],
  ])('%s', (text, type) => expect(parseArgumentType(text, NAMES)).toEqual({ ok: true, type }));

  test.each([
    ['fdd', 'unknown argument type `fdd`', 'did you mean `fd`?'],
    ['adress', 'unknown argument type `adress`', 'did you mean `address`?'],
    ['fd fd', 'unknown argument type `fd fd`', undefined],
    ['flags', '`flags` is followed by the name of a set', undefined],
    ['flags command', 'unknown flags set `command`', undefined],
    ['flags pipe_flags size_t', 'unknown integer `size_t`', 'did you mean `size`?'],
    ['out bytes', '`bytes` needs its length: `bytes[count]`', undefined],
    ['out bytes[cuont]', 'no argument is called `cuont`', 'did you mean `count`?'],
    ['out fd[two]', '`fd[two]` needs a number of elements, or the argument that has it', undefined],
    ['out sigset[2]', 'nothing can follow `sigset`', undefined],
    ['in struct', '`struct` needs its name: `struct sigaction`', undefined],
    ['in struct sigactoin', 'unknown struct `sigactoin`', 'did you mean `sigaction`?'],
    ['out', 'unknown type `` behind a pointer', undefined],
  ])('but not %s', (text, message, suggestion) =>
    expect(parseArgumentType(text, NAMES)).toEqual({ ok: false, message, suggestion }),
  );
});
