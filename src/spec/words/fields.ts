/** Words about the fields of a struct that a call is given; what lies behind its first `size` bytes counts as zero. */
import type { WordText } from './word-text.js';

export const FIELD_WORDS = {
  number_in: {
    takes: ['Memory', 'string', 'int'],
    gives: 'int',
    does: 'question',
    doc: 'The number in that field (`clone_args.flags`), or how many items its pointer leads to; the size of the struct (third) may end before it.',
  },
  address_in: {
    takes: ['Memory', 'string', 'int'],
    gives: 'Memory',
    does: 'question',
    doc: 'The address in that field.',
  },
  item_at: {
    takes: ['Memory', 'int'],
    gives: 'int',
    does: 'question',
    doc: 'The number at that position of the list of numbers that stands there, from 0 on; 0 where there is none.',
  },
  items_known: {
    takes: ['Memory'],
    gives: 'int',
    does: 'question',
    doc: 'How many integers the scenario put there.',
  },
  is_same_address: {
    takes: ['Memory', 'Memory'],
    gives: 'bool',
    does: 'question',
    doc: 'Both addresses are the same.',
  },
} as const satisfies Record<string, WordText>;
