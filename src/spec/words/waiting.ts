/** Words about waiting for children. Options are those of waitid: WEXITED too must be asked for. */
import type { WordText } from './word-text.js';

export const WAITING_WORDS = {
  children_meant: {
    takes: ['int', 'int'],
    gives: 'string',
    does: 'question',
    doc: 'Which children waitid means by these: all, the one with that number or behind that pidfd, or those of a group (0: the caller’s).',
  },
  children_named: {
    takes: ['int'],
    gives: 'string',
    does: 'question',
    doc: 'Which children wait4 means by that number: all (-1), one, those of a group (minus its number) or of the caller’s own (0).',
  },
  has_child: {
    takes: ['string', 'int'],
    gives: 'bool',
    does: 'question',
    doc: 'The caller has such a child, and the options could ever tell of it.',
  },
  wait_is_over: {
    takes: ['string', 'int'],
    gives: 'bool',
    does: 'question',
    doc: 'Such a child has news, or there is none any more. A sleeper looks only when such a child has told its parent something.',
  },
  pick_child: {
    takes: ['string', 'int'],
    gives: 'int',
    does: 'action',
    doc: 'The PID of one such child with news (Linux leaves open which of several), or 0.',
  },
  wait_status: {
    takes: ['int', 'int'],
    gives: 'dyn',
    does: 'question',
    doc: 'The news of the child with that PID that the options ask for, as a wait status.',
  },
  child_info: {
    takes: ['int', 'int'],
    gives: 'dyn',
    does: 'question',
    doc: 'The same as a siginfo; of no child (0) one of zeros.',
  },
  tell_news: {
    takes: ['int', 'int'],
    gives: 'bool',
    does: 'action',
    doc: 'The news is told: a zombie is reaped, a stop or a continuation is forgotten. With WNOWAIT nothing changes.',
  },
} as const satisfies Record<string, WordText>;
