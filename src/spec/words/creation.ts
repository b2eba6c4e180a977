/** Words about the creation of processes and threads, and about what they share. */
import type { WordText } from './word-text.js';

export const CREATION_WORDS = {
  make_task: {
    takes: ['int', 'int', 'int'],
    gives: 'int',
    does: 'action',
    doc: 'Makes a thread or a process that shares what the flags of clone say; then its exit signal, and its number (0: the next). Gives its number.',
  },
  store_number_in_child: {
    takes: ['int', 'Memory'],
    gives: 'bool',
    does: 'action',
    doc: 'The new task with that number finds it in the cell, as it sees its own memory.',
  },
  store_number: {
    takes: ['Memory', 'int'],
    gives: 'bool',
    does: 'action',
    doc: 'The caller finds the number in the cell, in its lower four bytes; in other memory nobody looks for it.',
  },
  install_pidfd: {
    takes: ['int', 'bool'],
    gives: 'int',
    does: 'action',
    opens: true,
    doc: 'Gives the lowest free descriptor, close-on-exec, to a pidfd of the task with that number: of it as a thread (true) or of its process.',
  },
  is_robust_list: {
    takes: ['Memory'],
    gives: 'bool',
    does: 'question',
    doc: 'The head of the list of robust futexes stands there, which a number would spoil.',
  },
  clear_at_end_of: {
    takes: ['int', 'Memory'],
    gives: 'bool',
    does: 'action',
    doc: 'The word at that address becomes zero when the task with that number leaves memory that others still use.',
  },
  lends_its_maker: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'The task with that number has neither ended nor run a new image since it was made: whoever made it with CLONE_VFORK sleeps.',
  },
  is_init_of_namespace: {
    takes: [],
    gives: 'bool',
    does: 'question',
    doc: "The caller's process is the first of a PID namespace.",
  },
  has_begun: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'The number is that of an actor that has begun, whether anything is left of it or not.',
  },
  is_in_use: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'A task, a process, a group or a session has the number.',
  },
  has_only_thread: {
    takes: [],
    gives: 'bool',
    does: 'question',
    doc: "The caller's process has no other thread, not even a first one that has ended.",
  },
  shares_handlers: {
    takes: [],
    gives: 'bool',
    does: 'question',
    doc: 'Another task, or a zombie, has the same signal dispositions as the caller (CLONE_SIGHAND).',
  },
  shares_memory: {
    takes: [],
    gives: 'bool',
    does: 'question',
    doc: 'Another task has the same memory as the caller (CLONE_VM).',
  },
  leave_shared_fs: {
    takes: [],
    gives: 'bool',
    does: 'action',
    doc: 'The caller has its umask and its directory to itself from now on (CLONE_FS).',
  },
  have_undo_list: {
    takes: [],
    gives: 'bool',
    does: 'action',
    doc: 'The caller has a list of semaphore adjustments, an empty one if it had none (CLONE_SYSVSEM).',
  },
  forget_undo_list: {
    takes: [],
    gives: 'bool',
    does: 'action',
    doc: 'The caller shares no list of semaphore adjustments any more (CLONE_SYSVSEM).',
  },
} as const satisfies Record<string, WordText>;
