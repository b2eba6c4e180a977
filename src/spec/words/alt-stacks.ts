/** Words about the stack on which handlers run that ask for it. */
import type { WordText } from './word-text.js';

export const ALT_STACK_WORDS = {
  alternate_stack: {
    takes: [],
    gives: 'dyn',
    does: 'question',
    doc: "The caller's alternate stack, as a struct stack.",
  },
  is_stack_mode: {
    takes: ['Memory'],
    gives: 'bool',
    does: 'question',
    doc: 'The flags of the struct stack there are those of one mode, and perhaps SS_AUTODISARM.',
  },
  disables_stack: {
    takes: ['Memory'],
    gives: 'bool',
    does: 'question',
    doc: 'The struct stack there switches the stack off.',
  },
  stack_size: {
    takes: ['Memory'],
    gives: 'int',
    does: 'question',
    doc: 'The size in the struct stack there.',
  },
  is_same_stack: {
    takes: ['Memory'],
    gives: 'bool',
    does: 'question',
    doc: "The struct stack there says what was last set: address, size and flags are the caller's already.",
  },
  is_foreign_stack: {
    takes: ['Memory'],
    gives: 'bool',
    does: 'question',
    doc: 'The struct stack there describes memory that was not set aside for handlers, or too little of it to be sure.',
  },
  set_alternate_stack: {
    takes: ['Memory'],
    gives: 'bool',
    does: 'action',
    doc: "Makes what the struct stack there describes the caller's alternate stack.",
  },
} as const satisfies Record<string, WordText>;
