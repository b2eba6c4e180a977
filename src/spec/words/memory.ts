/** Words about the memory that pointer arguments point to, and about the machine behind everything. */
import type { WordText } from './word-text.js';

export const MEMORY_WORDS = {
  outside_the_model: {
    takes: ['string'],
    gives: 'bool',
    does: 'question',
    doc: 'Something happens of which no model knows (the machine is exhausted): never, as far as the text goes.',
  },
  anything: {
    takes: [],
    gives: 'dyn',
    does: 'question',
    doc: 'A value that the kernel is free to choose: nothing is said of it.',
  },
  surely_outside_user_space: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'So many bytes end outside of user space, wherever they begin.',
  },
  perhaps_outside_user_space: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'Whether so many bytes end outside of user space depends on where they begin, which nobody knows.',
  },
  is_null: { takes: ['Memory'], gives: 'bool', does: 'question', doc: 'The pointer is null.' },
  faults_reading: {
    takes: ['Memory', 'int'],
    gives: 'bool',
    does: 'question',
    doc: 'Not all of so many bytes can be read there.',
  },
  faults_writing: {
    takes: ['Memory', 'int'],
    gives: 'bool',
    does: 'question',
    asksForRoom: true,
    doc: 'Not all of so many bytes can be written there.',
  },
  beyond_what_is_known: {
    takes: ['Memory', 'int'],
    gives: 'bool',
    does: 'question',
    doc: 'So many bytes reach beyond those that the scenario put there.',
  },
  faults_as_path: {
    takes: ['Memory'],
    gives: 'bool',
    does: 'question',
    doc: 'Reading the path faults before its end.',
  },
  path_too_long: {
    takes: ['Memory'],
    gives: 'bool',
    does: 'question',
    doc: 'The path has PATH_MAX bytes or more.',
  },
  path_is_empty: { takes: ['Memory'], gives: 'bool', does: 'question', doc: 'The path is the empty string.' },
} as const satisfies Record<string, WordText>;
