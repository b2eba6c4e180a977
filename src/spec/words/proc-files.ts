/** Words about what /proc has of a process, as files that can be opened. */
import type { WordText } from './word-text.js';

export const PROC_FILE_WORDS = {
  path_leads_into_proc: {
    takes: ['int', 'Memory'],
    gives: 'bool',
    does: 'question',
    doc: 'The path leads to something that /proc has of a process or of a thread.',
  },
  path_target_is_closed: {
    takes: ['int', 'Memory'],
    gives: 'bool',
    does: 'question',
    doc: 'The path leads to a directory in /proc of a process of which nothing is left, not even a zombie.',
  },
  is_process_directory: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'The descriptor refers to the directory of a process in /proc (and not to one below that).',
  },
  has_outlived_its_thread: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'Nothing is left of the thread that the file of /proc is about, not even a zombie.',
  },
  at_beginning: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'The position is at the beginning of the file.',
  },
  read_told: {
    takes: ['int', 'Memory', 'int'],
    gives: 'string',
    does: 'action',
    doc: 'As read_on, in what the file told when it was last read from the beginning.',
  },
  at_end_of_told: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'The position is at the end of what the file of /proc told, or would tell now if nobody has read in it.',
  },
} as const satisfies Record<string, WordText>;
