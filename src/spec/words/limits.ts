/** Words about limits and priorities; a number of 0 is the caller, or its group, or its user. */
import type { WordText } from './word-text.js';

export const LIMIT_WORDS = {
  is_resource: { takes: ['int'], gives: 'bool', does: 'question', doc: 'Linux has a limit of that number.' },
  is_matter_of_ticks: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'What comes of so many microseconds of work depends on when the clock of the machine ticks.',
  },
  limit_reached: {
    takes: ['int'],
    gives: 'string',
    does: 'question',
    doc: "The limit of time that the caller's process comes to by so many microseconds of work: soft, hard or none.",
  },
  work: {
    takes: ['int'],
    gives: 'bool',
    does: 'action',
    doc: "The caller's process has worked for so many microseconds more.",
  },
  raise_soft_limit_of_time: {
    takes: [],
    gives: 'bool',
    does: 'action',
    doc: "The soft limit of the time that the caller's process may work is a second more.",
  },
  own_limit: {
    takes: ['int'],
    gives: 'int',
    does: 'question',
    doc: "The soft limit of the caller's process on that resource; the greatest number that there is for one beyond it.",
  },
  limit_of: {
    takes: ['int', 'int'],
    gives: 'dyn',
    does: 'question',
    doc: 'The limit that the process of that thread has on the resource, soft and hard, as a struct.',
  },
  limit_is_crossed: {
    takes: ['Memory'],
    gives: 'bool',
    does: 'question',
    doc: 'The soft limit that stands there is above the hard one.',
  },
  hard_limit_in: {
    takes: ['Memory'],
    gives: 'int',
    does: 'question',
    doc: 'The hard limit that stands there; the greatest number that there is for one beyond it.',
  },
  soft_limit_in: {
    takes: ['Memory'],
    gives: 'int',
    does: 'question',
    doc: 'The soft limit there, likewise.',
  },
  raises_hard_limit: {
    takes: ['int', 'int', 'Memory'],
    gives: 'bool',
    does: 'question',
    doc: 'The hard limit that stands there is above the one that the process of that thread has on the resource.',
  },
  may_limit: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'The caller is that thread, or has all its ids, or the capability.',
  },
  set_limit: {
    takes: ['int', 'int', 'Memory'],
    gives: 'bool',
    does: 'action',
    doc: 'The process of that thread has the limit on the resource that stands there.',
  },
  is_over_process_limit: {
    takes: ['string'],
    gives: 'bool',
    does: 'question',
    doc: 'The user of the caller has more threads than its limit allows: `surely`, or `perhaps` with those outside of the scenario.',
  },
  is_crowded: {
    takes: ['string'],
    gives: 'bool',
    does: 'question',
    doc: 'It was so, `surely` or `perhaps`, when the caller became that user, and still is.',
  },
  has_priority_target: {
    takes: ['int', 'int'],
    gives: 'bool',
    does: 'question',
    doc: 'There is a thread that getpriority with this `which` and `who` speaks of.',
  },
  highest_priority: {
    takes: ['int', 'int'],
    gives: 'int',
    does: 'question',
    doc: 'The highest of their priorities, from 1 (the nicest) to 40.',
  },
  renice: {
    takes: ['int', 'int', 'int'],
    gives: 'string',
    does: 'action',
    doc: 'Makes every one of them that the caller may change so nice; what stood in the way of one of them: EPERM, EACCES, or nothing.',
  },
} as const satisfies Record<string, WordText>;
