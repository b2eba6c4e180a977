/** Words about what two tasks share, as kcmp is asked. */
import type { WordText } from './word-text.js';

export const COMPARING_WORDS = {
  has_thread: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'A thread has that number, be it a zombie or init.',
  },
  may_inspect: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'The caller may look at what the thread with that number has (a ptrace access for reading, with real ids).',
  },
  has_file_at: {
    takes: ['int', 'int'],
    gives: 'bool',
    does: 'question',
    doc: 'The thread with that number has that descriptor open.',
  },
  compare_files: {
    takes: ['int', 'int', 'int', 'int'],
    gives: 'int',
    does: 'action',
    doc: 'The first thread’s descriptor (third) against the second one’s (fourth): 0 where both refer to the same open file description, else 1 or 2 as Linux likes.',
  },
  compare: {
    takes: ['string', 'int', 'int'],
    gives: 'int',
    does: 'action',
    doc: 'The `memory`, `table`, `fs`, `handlers` or `undo` of both threads: 0 where it is the same, else 1 or 2. Zombies have handlers alone.',
  },
} as const satisfies Record<string, WordText>;
