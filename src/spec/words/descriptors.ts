/** Words about descriptors, and about the open file descriptions that they refer to. */
import type { WordText } from './word-text.js';

export const DESCRIPTOR_WORDS = {
  is_open: { takes: ['int'], gives: 'bool', does: 'question', doc: 'The descriptor is open in the caller.' },
  readable: { takes: ['int'], gives: 'bool', does: 'question', doc: 'The descriptor is open for reading.' },
  writable: { takes: ['int'], gives: 'bool', does: 'question', doc: 'The descriptor is open for writing.' },
  kind: {
    takes: ['int'],
    gives: 'string',
    does: 'question',
    doc: 'The file kind that the descriptor refers to, as spec/files calls it, or `closed`.',
  },
  nonblocking: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'The open file description has O_NONBLOCK.',
  },
  status_flags: {
    takes: ['int'],
    gives: 'int',
    does: 'question',
    doc: 'Access mode and status flags of the open file description.',
  },
  set_status_flags: {
    takes: ['int', 'int'],
    gives: 'null',
    does: 'action',
    doc: 'Takes the flags that can be changed from the second argument, and keeps the others.',
  },
  closes_on_exec: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'The descriptor has the close-on-exec flag.',
  },
  set_close_on_exec: {
    takes: ['int', 'bool'],
    gives: 'null',
    does: 'action',
    doc: 'Sets or clears that flag.',
  },
  descriptor_limit: {
    takes: [],
    gives: 'int',
    does: 'question',
    doc: 'The soft limit RLIMIT_NOFILE: new descriptors are below it.',
  },
  has_free_descriptors: {
    takes: ['int', 'int'],
    gives: 'bool',
    does: 'question',
    doc: 'From the first number on, at least so many descriptors below the limit are free.',
  },
  duplicate: {
    takes: ['int', 'int', 'bool'],
    gives: 'int',
    does: 'action',
    opens: true,
    doc: 'Gives the lowest free descriptor from the second number on to the same description, close-on-exec or not.',
  },
  duplicate_onto: {
    takes: ['int', 'int', 'bool'],
    gives: 'null',
    does: 'action',
    doc: 'Lets the second descriptor refer to the description of the first; what it referred to is closed.',
  },
  close_descriptor: { takes: ['int'], gives: 'null', does: 'action', doc: 'Closes the descriptor.' },
  close_descriptors: {
    takes: ['int', 'int'],
    gives: 'null',
    does: 'action',
    doc: 'Closes every open descriptor from the first to the last.',
  },
  mark_descriptors: {
    takes: ['int', 'int'],
    gives: 'null',
    does: 'action',
    doc: 'Sets the close-on-exec flag of every open descriptor from the first to the last.',
  },
  leave_shared_descriptor_table: {
    takes: [],
    gives: 'null',
    does: 'action',
    doc: 'The caller gets a descriptor table of its own, a copy where others share it.',
  },
} as const satisfies Record<string, WordText>;
