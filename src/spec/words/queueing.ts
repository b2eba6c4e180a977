/** Words about signals that bring data of the sender's own: siginfo as an argument. */
import type { WordText } from './word-text.js';

export const QUEUEING_WORDS = {
  is_thread: { takes: ['int'], gives: 'bool', does: 'question', doc: 'A thread has this number (a TID).' },
  is_process: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'A process or one of its threads has this number.',
  },
  info_code: { takes: ['Memory'], gives: 'int', does: 'question', doc: 'The code of the siginfo there.' },
  has_unknown_rest: {
    takes: ['Memory', 'int'],
    gives: 'bool',
    does: 'question',
    doc: 'For this signal, the code of the siginfo there is one of which Linux knows no fields, and bytes that it has no use for are not zero.',
  },
  has_unknown_code: {
    takes: ['Memory', 'int'],
    gives: 'bool',
    does: 'question',
    doc: 'For this signal, the code of the siginfo there is one of which Linux knows no fields.',
  },
  has_foreign_field: {
    takes: ['Memory', 'int'],
    gives: 'bool',
    does: 'question',
    doc: 'The siginfo there was given a field that its code has not, for this signal.',
  },
  queue_signal: {
    takes: ['int', 'int', 'Memory'],
    gives: 'bool',
    does: 'action',
    sends: true,
    doc: 'Sends the signal (second) with the siginfo there to the process that has the number (first); false where its queue is full.',
  },
  queue_to_thread: {
    takes: ['int', 'int', 'Memory'],
    gives: 'bool',
    does: 'action',
    sends: true,
    doc: 'Sends the signal (second) with the siginfo there to the thread (first), likewise.',
  },
} as const satisfies Record<string, WordText>;
