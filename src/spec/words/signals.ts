/** Words about signals: sending, dispositions, masks, pending sets. */
import type { WordText } from './word-text.js';

export const SIGNAL_WORDS = {
  signal_waits_for_another: {
    takes: [],
    gives: 'bool',
    does: 'question',
    doc: 'A signal to the whole process, which the caller does not block, waits for another thread that was woken to take it.',
  },
  send_to_own_process: {
    takes: ['int'],
    gives: 'bool',
    does: 'action',
    doc: "Sends the signal to the caller's whole process, as the kernel does: the caller takes it if it can.",
  },
  raise: { takes: ['int'], gives: 'bool', does: 'action', doc: 'Sends the signal to the calling thread.' },
  is_signal: { takes: ['int'], gives: 'bool', does: 'question', doc: 'It is a signal number: 1 to 64.' },
  has_target: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'kill with this pid finds a process: one, a group, or all but init and the caller.',
  },
  send_signal: {
    takes: ['int', 'int'],
    gives: 'bool',
    does: 'action',
    doc: 'Sends the signal to every process that the pid of kill means.',
  },
  withstands: {
    takes: ['int', 'int'],
    gives: 'bool',
    does: 'question',
    doc: 'The number is that of the init of a PID namespace that has no handler for the signal, which does nothing to it when the caller sends it.',
  },
  may_signal: {
    takes: ['int', 'int'],
    gives: 'bool',
    does: 'question',
    doc: 'The caller may send that signal to one at least of those whom kill with this number means.',
  },
  may_signal_thread: {
    takes: ['int', 'int'],
    gives: 'bool',
    does: 'question',
    doc: 'The caller may send that signal to the thread with this TID.',
  },
  is_thread_of: {
    takes: ['int', 'int'],
    gives: 'bool',
    does: 'question',
    doc: 'The second argument is a thread of the process of the first.',
  },
  is_dead_thread: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'The thread with that number has ended, and others of its process have not.',
  },
  send_to_thread: {
    takes: ['int', 'int'],
    gives: 'bool',
    does: 'action',
    doc: 'Sends the signal (second) to the thread (first); false where its queue is full.',
  },
  disposition: {
    takes: ['int'],
    gives: 'dyn',
    does: 'question',
    doc: "What the caller's process does with the signal, as a struct sigaction.",
  },
  set_disposition: {
    takes: ['int', 'Memory'],
    gives: 'bool',
    does: 'action',
    doc: 'Makes the struct sigaction the disposition of the signal.',
  },
  foreign_action: {
    takes: ['Memory'],
    gives: 'bool',
    does: 'question',
    doc: 'What stands there was laid down as bytes, not as an action: its handler is nowhere.',
  },
  signal_set: {
    takes: ['Memory'],
    gives: 'SignalSet',
    does: 'question',
    doc: 'The signal set that stands there.',
  },
  blocked_signals: {
    takes: [],
    gives: 'SignalSet',
    does: 'question',
    doc: 'The signals that the caller blocks.',
  },
  pending_signals: {
    takes: [],
    gives: 'SignalSet',
    does: 'question',
    doc: 'The blocked signals that wait for the caller: its own and its process’s.',
  },
  block: {
    takes: ['SignalSet'],
    gives: 'bool',
    does: 'action',
    doc: 'Adds the set to those that the caller blocks.',
  },
  unblock: {
    takes: ['SignalSet'],
    gives: 'bool',
    does: 'action',
    doc: 'Takes the set from those that the caller blocks.',
  },
  block_only: {
    takes: ['SignalSet'],
    gives: 'bool',
    does: 'action',
    doc: 'The caller blocks the set and nothing else.',
  },
  suspend_with: {
    takes: ['SignalSet'],
    gives: 'bool',
    does: 'action',
    doc: 'The caller blocks the set until a signal ends its wait, and then what it blocked before.',
  },
} as const satisfies Record<string, WordText>;
