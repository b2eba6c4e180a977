/** Words about descriptors that refer to processes, and about numbers that name them. */
import type { WordText } from './word-text.js';

export const PIDFD_WORDS = {
  names_a_thread: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'Some thread or process, zombies and init among them, has that number now.',
  },
  is_number_in_use: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'Somebody has that number, or it is still that of a process group or session.',
  },
  names_a_process: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'The number is the PID of a process, and not only the TID of one of its threads.',
  },
  open_pidfd: {
    takes: ['int', 'int'],
    gives: 'int',
    does: 'action',
    opens: true,
    doc: 'Gives the lowest free descriptor, close-on-exec, to the process (or thread) that has the number now.',
  },
  sees_by_pidfd: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: "Whom the descriptor refers to has, or had, a number in the caller's PID namespace.",
  },
  reaches_by_pidfd: {
    takes: ['int', 'int'],
    gives: 'bool',
    does: 'question',
    doc: 'Somebody is left whom a signal through the descriptor, with these flags, would reach.',
  },
  may_signal_by_pidfd: {
    takes: ['int', 'int', 'int'],
    gives: 'bool',
    does: 'question',
    doc: 'The caller may send the signal (second) to one of them whom the descriptor and the flags (third) mean.',
  },
  may_inspect_by_pidfd: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'The caller may look at what the process has that the descriptor refers to.',
  },
  is_for_a_dead_thread: {
    takes: ['int', 'int'],
    gives: 'bool',
    does: 'question',
    doc: 'Through the descriptor and with the flags a signal goes to one thread, which has ended while others of its process have not.',
  },
  signal_by_pidfd: {
    takes: ['int', 'int', 'int'],
    gives: 'bool',
    does: 'action',
    sends: true,
    doc: 'Sends the signal (second) to those whom the descriptor and the flags (third) mean, as far as the caller may; 0 is not sent. False where a queue is full.',
  },
  has_number_still: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'The process or thread that the descriptor refers to is there, be it as a zombie.',
  },
  refers_to_zombie: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'The thread that the descriptor refers to (the first of a process) has ended.',
  },
  refers_to_init: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: "The descriptor refers to the scenario's init.",
  },
  is_open_there: {
    takes: ['int', 'int'],
    gives: 'bool',
    does: 'question',
    doc: 'The second is an open descriptor of whom the first refers to.',
  },
  take_from: {
    takes: ['int', 'int'],
    gives: 'int',
    does: 'action',
    opens: true,
    doc: 'Gives the lowest free descriptor, close-on-exec, to the description of the second there.',
  },
} as const satisfies Record<string, WordText>;
