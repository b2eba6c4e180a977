import { describe, expect, test } from '@jest/globals';
import { bindArguments } from './bind.js';
import type { Call } from './call.js';
import type { Signature } from './signature.js';
import { bytes, int, list, names, type Value } from './value.js';
import { signatureFor } from './variants.js';

const CONSTANTS = { SET_NAME: 15n, GET_NAME: 16n, OTHER: 17n, FLAG: 64n };
const WORD = { kind: 'integer', noun: 'word', bits: 64, signed: false } as const;
const CONTROL: Signature = {
  name: 'control',
  number: { x86_64: 1 },
  arguments: [
    { name: 'option', type: { kind: 'integer', noun: 'constant', bits: 32, signed: true } },
    {
      name: 'arg',
      type: WORD,
      default: int(0),
      variants: {
        of: 'option',
        is: {
          SET_NAME: { kind: 'pointer', direction: 'in', to: { kind: 'string' } },
          GET_NAME: { kind: 'pointer', direction: 'out', to: { kind: 'string', room: 16 } },
        },
      },
    },
  ],
  returns: 'int',
  creates: false,
  replaces: false,
};

/** As futex has it: a flag of the selecting argument does not change what is selected. */
const MASKED: Signature = {
  ...CONTROL,
  arguments: CONTROL.arguments.map(({ variants, ...argument }) =>
    variants === undefined ? argument : { ...argument, variants: { ...variants, mask: ~64n } },
  ),
};

const call = (args: readonly Value[], named: Readonly<Record<string, Value>> = {}): Call => ({
  name: 'control',
  args,
  named,
});
const typeOf = (made: Call, signature = CONTROL): string | undefined => {
  const { type } = signatureFor(signature, made, CONSTANTS).arguments[1] ?? { type: WORD };
  return type.kind === 'pointer' ? type.direction : type.kind;
};

describe('the type of an argument that another one decides', () => {
  test.each([
    ['by the name of the constant', call([names('SET_NAME'), bytes('x')]), 'in'],
    ['by its number', call([int(16)]), 'out'],
    ['by its number in a wider register', call([int(0x1_0000_0010n)]), 'out'],
    ['where it is written by name', call([bytes('x')], { option: names('SET_NAME') }), 'in'],
    ['but not by another constant', call([names('OTHER')]), 'integer'],
    ['nor with further bits', call([{ kind: 'names', names: ['SET_NAME'], rest: 256n }]), 'integer'],
  ])('%s', (_, made, type) => expect(typeOf(made)).toBe(type));

  test.each([
    ['by names', call([{ kind: 'names', names: ['SET_NAME', 'FLAG'] }]), 'in'],
    ['by numbers', call([int(0x4f)]), 'in'],
    ['by both', call([{ kind: 'names', names: ['SET_NAME'], rest: 0x40n }]), 'in'],
    ['but not another bit', call([int(0x8f)]), 'integer'],
  ])('counts no bit beside the mask: %s', (_, made, type) => expect(typeOf(made, MASKED)).toBe(type));

  test('is the same signature each time, and a signature without variants is itself', () => {
    expect(signatureFor(CONTROL, call([int(15)]), CONSTANTS)).toBe(
      signatureFor(CONTROL, call([int(15)]), CONSTANTS),
    );
    const plain = { ...CONTROL, arguments: CONTROL.arguments.slice(0, 1) };
    expect(signatureFor(plain, call([int(15)]), CONSTANTS)).toBe(plain);
  });
});

test('the number of integers that are written is derived', () => {
  const groups: Signature = {
    ...CONTROL,
    arguments: [
      { name: 'count', type: WORD },
      {
        name: 'groups',
        type: {
          kind: 'pointer',
          direction: 'in',
          to: { kind: 'array', noun: 'gid', bytes: 4, count: 'count' },
        },
      },
    ],
  };
  expect(bindArguments(groups, call([list([int(5), int(6)])]))).toEqual({
    ok: true,
    values: { count: int(2), groups: list([int(5), int(6)]) },
  });
});
