/** Words about words of memory that outlive a call, and about threads that sleep on them. */
import type { WordText } from './word-text.js';

export const FUTEX_WORDS = {
  is_cell: {
    takes: ['Memory'],
    gives: 'bool',
    does: 'question',
    doc: 'The address is that of a cell, private or shared: the model knows what stands there.',
  },
  is_misaligned: {
    takes: ['Memory', 'int'],
    gives: 'bool',
    does: 'question',
    doc: 'The address is not a multiple of so many bytes.',
  },
  is_mapped: {
    takes: ['Memory'],
    gives: 'bool',
    does: 'question',
    doc: 'Four bytes can be read there.',
  },
  is_changeable: {
    takes: ['Memory'],
    gives: 'bool',
    does: 'question',
    doc: 'Four bytes can be written there.',
  },
  cell: {
    takes: ['Memory'],
    gives: 'int',
    does: 'question',
    doc: 'The eight bytes of the cell; zero for memory that is no cell.',
  },
  cell_word: {
    takes: ['Memory'],
    gives: 'int',
    does: 'question',
    doc: 'The first four bytes of the cell, without a sign; zero for memory that is no cell.',
  },
  set_cell: {
    takes: ['Memory', 'int'],
    gives: 'bool',
    does: 'action',
    doc: 'Puts eight bytes into the cell.',
  },
  set_cell_word: {
    takes: ['Memory', 'int'],
    gives: 'bool',
    does: 'action',
    doc: 'Puts four bytes into the cell, and leaves the four behind them.',
  },
  is_chosen_number: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'The four bytes are a number that Linux chose for a task, be it with bits of a robust lock.',
  },
  may_be_equal: {
    takes: ['int', 'int'],
    gives: 'bool',
    does: 'question',
    doc: 'Of two four bytes one is a number that Linux chose, and the other could be the same.',
  },
  sleep_on: {
    takes: ['Memory', 'bool', 'int'],
    gives: 'int',
    does: 'action',
    doc: 'The caller joins those who sleep on the word (true: of its own process alone) with a bit set; gives a token of its sleep.',
  },
  was_woken: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'The sleep with that token was ended by somebody who woke it.',
  },
  wake: {
    takes: ['Memory', 'bool', 'int', 'int'],
    gives: 'int',
    does: 'action',
    doc: 'Wakes so many (at least one) of those who sleep on the word with a bit of the set, oldest first; gives how many.',
  },
  wake_and_move: {
    takes: ['Memory', 'Memory', 'bool', 'int', 'int'],
    gives: 'int',
    does: 'action',
    doc: 'Wakes so many of those who sleep on the first word, and lets so many others sleep on the second; gives how many of both.',
  },
  futex_change: {
    takes: ['int'],
    gives: 'int',
    does: 'question',
    doc: 'Which change the last argument of FUTEX_WAKE_OP asks for, without the flag that shifts.',
  },
  futex_comparison: {
    takes: ['int'],
    gives: 'int',
    does: 'question',
    doc: 'Which comparison the last argument of FUTEX_WAKE_OP asks for.',
  },
  changed_word: {
    takes: ['int', 'int'],
    gives: 'int',
    does: 'question',
    doc: 'What the change of FUTEX_WAKE_OP makes of a word.',
  },
  compares: {
    takes: ['int', 'int'],
    gives: 'bool',
    does: 'question',
    doc: 'The comparison of FUTEX_WAKE_OP holds for a word, read as a number with a sign.',
  },
  register_robust: {
    takes: ['Memory'],
    gives: 'bool',
    does: 'action',
    doc: 'The list at that address is the calling thread’s list of robust futexes.',
  },
  robust_list_of: {
    takes: ['int'],
    gives: 'dyn',
    does: 'question',
    doc: 'Where the thread with that number (0: the caller) has its list of robust futexes, as far as a scenario can name it.',
  },
  registered_barriers: {
    takes: [],
    gives: 'int',
    does: 'question',
    doc: 'The commands of membarrier that the caller’s memory was registered with, or-ed.',
  },
  register_barrier: {
    takes: ['int'],
    gives: 'bool',
    does: 'action',
    doc: 'The caller’s memory is registered with that command of membarrier.',
  },
} as const satisfies Record<string, WordText>;
