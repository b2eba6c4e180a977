import { describe, expect, test } from '@jest/globals';
import type { Argument } from './signature.js';
import { LONGEST_TEXT, misspelt } from './text.js';
import { actor, bytes, int, text } from './value.js';

const PATH: Argument = {
  name: 'path',
  type: { kind: 'pointer', direction: 'in', to: { kind: 'string', path: true } },
};
const NAME: Argument = {
  name: 'name',
  type: { kind: 'pointer', direction: 'in', to: { kind: 'string' } },
};
const DATA: Argument = {
  name: 'buf',
  type: { kind: 'pointer', direction: 'in', to: { kind: 'bytes', length: 'count' } },
};

describe('a text that spells numbers of actors', () => {
  test('is a path, and nothing else', () => {
    const value = text(bytes('/proc/'), actor('B'));
    expect(misspelt(PATH, value)).toBeUndefined();
    expect(misspelt(NAME, value)).toMatch(/name is none/);
    expect(misspelt(DATA, value)).toMatch(/buf is none/);
    expect(misspelt(DATA, bytes('x'))).toBeUndefined();
    expect(misspelt(PATH, int(3))).toBeUndefined();
  });

  test('has no signs', () => {
    expect(misspelt(PATH, text(bytes('/proc/'), actor('B', true)))).toMatch(/no sign/);
  });

  test('is never so long that the digits decide whether it is too long', () => {
    const room = 'x'.repeat(LONGEST_TEXT - 10);
    expect(misspelt(PATH, text(actor('B'), bytes(room)))).toBeUndefined();
    expect(misspelt(PATH, text(actor('B'), bytes(`${room}x`)))).toMatch(/255 bytes/);
  });
});
