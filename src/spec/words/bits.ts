/** Words about flags: CEL has no operators on bits. */
import type { WordText } from './word-text.js';

export const BIT_WORDS = {
  has_bits: {
    takes: ['int', 'int'],
    gives: 'bool',
    does: 'question',
    doc: 'Every bit of the second is set in the first.',
  },
  low_bits: {
    takes: ['int', 'int'],
    gives: 'int',
    does: 'question',
    doc: 'So many (second) of the lowest bits of the first, without a sign.',
  },
  has_unknown_bits: {
    takes: ['int', 'list<int>'],
    gives: 'bool',
    does: 'question',
    doc: 'The first, all 64 bits of it, has one that none of the listed flags has.',
  },
  only_bits: {
    takes: ['int', 'int'],
    gives: 'int',
    does: 'question',
    doc: 'The first, with no other bits than those of the second.',
  },
  has_other_bits: {
    takes: ['int', 'list<int>'],
    gives: 'bool',
    does: 'question',
    doc: 'The first has a bit that none of the listed flags has.',
  },
} as const satisfies Record<string, WordText>;
