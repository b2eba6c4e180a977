/** Words about taking signals without a handler: who waits for a set of them. */
import type { WordText } from './word-text.js';

export const AWAITING_WORDS = {
  await_signals: {
    takes: ['SignalSet'],
    gives: 'bool',
    does: 'action',
    doc: 'As long as it sleeps the caller is woken by these signals, even if it blocks them.',
  },
  has_awaited: {
    takes: ['SignalSet'],
    gives: 'bool',
    does: 'question',
    doc: 'A signal of the set is pending, which the caller could take.',
  },
  awaited_info: {
    takes: ['SignalSet'],
    gives: 'dyn',
    does: 'question',
    doc: 'What comes with the signal of the set that the caller would take, as a siginfo; 0 without one.',
  },
  take_awaited: {
    takes: ['SignalSet'],
    gives: 'int',
    does: 'action',
    doc: 'Takes a signal of the set, the caller’s own before its process’s, and waits for none any more: its number, or 0.',
  },
} as const satisfies Record<string, WordText>;
