/** Words about process groups and sessions, and about threads that are found by their number; 0 is the caller. */
import type { WordText } from './word-text.js';

export const JOB_WORDS = {
  is_somebody: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'A thread has that number: any thread, also the first one of a zombie.',
  },
  is_first_thread: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'That thread is the first one of its process: the number is a PID.',
  },
  is_ended: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'The process of that thread is a zombie.',
  },
  is_own_process: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: "That thread is one of the caller's process.",
  },
  is_own_child: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: "The process of that thread is a child of the caller's.",
  },
  is_in_own_session: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: "The process of that thread is in the session of the caller's.",
  },
  has_executed: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'The process of that thread has made an execve since it was forked.',
  },
  leads_session: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'The process of that thread began its session.',
  },
  group_of: {
    takes: ['int'],
    gives: 'int',
    does: 'question',
    doc: 'The number of its process group, as the caller sees it: 0 for one from outside of its PID namespace.',
  },
  session_of: {
    takes: ['int'],
    gives: 'int',
    does: 'question',
    doc: 'The number of its session, likewise.',
  },
  is_group: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'Some process, zombies included, is in a group of that number; 0 is the number of the caller itself.',
  },
  is_group_in_own_session: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: "Some process is in a group of that number, and in the session of the caller's.",
  },
  join_group: {
    takes: ['int', 'int'],
    gives: 'bool',
    does: 'action',
    doc: 'Moves the process with the first number into the group with the second; 0 is the number of the process itself.',
  },
  begin_session: {
    takes: [],
    gives: 'bool',
    does: 'action',
    doc: "A new session and a new group, named after the caller's process, with it alone.",
  },
} as const satisfies Record<string, WordText>;
