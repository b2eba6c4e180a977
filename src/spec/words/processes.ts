/** Words about processes: who is who, creation, end, waiting, a new image. */
import type { WordText } from './word-text.js';

export const PROCESS_WORDS = {
  own_pid: { takes: [], gives: 'int', does: 'question', doc: "The PID of the caller's process." },
  own_tid: { takes: [], gives: 'int', does: 'question', doc: "The caller's TID." },
  is_anybodys_number: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'A number (or minus one) that Linux may have given to some process, written as a number: nobody knows whose.',
  },
  is_init_of_scenario: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: "The number is that of the scenario's own init, which is no actor.",
  },
  parent_pid: {
    takes: [],
    gives: 'int',
    does: 'question',
    doc: "The PID of the parent of the caller's process.",
  },
  fork: {
    takes: [],
    gives: 'int',
    does: 'action',
    doc: "Makes a child: a copy of the caller's process with one thread. Gives its PID.",
  },
  exit_process: {
    takes: ['int'],
    gives: 'bool',
    does: 'action',
    sends: true,
    doc: "Ends the caller's process with that exit code.",
  },
  exit_thread: {
    takes: ['int'],
    gives: 'bool',
    does: 'action',
    sends: true,
    doc: 'Ends the calling thread with that exit code; with the last one its process ends.',
  },
  end_sibling_threads: {
    takes: [],
    gives: 'bool',
    does: 'action',
    doc: "Ends every other thread of the caller's process.",
  },
  close_on_exec: {
    takes: [],
    gives: 'bool',
    does: 'action',
    doc: 'Closes the descriptors with the close-on-exec flag.',
  },
  reset_caught_signals: {
    takes: [],
    gives: 'bool',
    does: 'action',
    doc: 'Every signal with a handler gets its default action; ignored signals stay ignored.',
  },
  program_obstacle: {
    takes: ['int', 'Memory'],
    gives: 'string',
    does: 'question',
    doc: 'What stands in the way of running the file at that path from a directory (the file itself, where the path is empty), or of its interpreter; the empty string where nothing does.',
  },
  faults_as_vector: {
    takes: ['Memory'],
    gives: 'bool',
    does: 'question',
    doc: 'The vector of strings cannot be read; a null one can, and is empty.',
  },
  has_too_long_string: {
    takes: ['Memory'],
    gives: 'bool',
    does: 'question',
    doc: 'One string of the vector has MAX_ARG_STRLEN bytes or more, its NUL not counted.',
  },
  replace_image: {
    takes: ['int', 'Memory', 'Memory'],
    gives: 'bool',
    does: 'action',
    doc: "The caller's process runs the program at that path from a directory, with those arguments.",
  },
} as const satisfies Record<string, WordText>;
