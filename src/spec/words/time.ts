/**
 * Words about time: durations, clocks, and the timers of a process.
 *
 * A scenario has no clock. A time has passed, or is short and passes within the step that begins it, or is so far
 * that it never comes; what lies between is left open. Times are integers of nanoseconds, no more than Linux counts.
 */
import type { WordText } from './word-text.js';

export const TIME_WORDS = {
  is_valid_duration: {
    takes: ['Memory'],
    gives: 'bool',
    does: 'question',
    doc: 'No time that stands there is negative, or has a second or more in its fraction.',
  },
  duration_of: {
    takes: ['Memory'],
    gives: 'int',
    does: 'question',
    doc: 'The time that stands there; of a timer’s setting the time until it first expires.',
  },
  interval_of: {
    takes: ['Memory'],
    gives: 'int',
    does: 'question',
    doc: 'The time between the expirations of a timer, in the setting that stands there.',
  },
  passes_at_once: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'So much time passes within the step that begins it.',
  },
  expires_before_sleep: {
    takes: [],
    gives: 'bool',
    does: 'action',
    doc: 'A time that passes at once is over before its caller sleeps, or not: Linux leaves open which.',
  },
  never_passes: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'So much time does not pass as long as anybody looks.',
  },
  time_until: {
    takes: ['int', 'bool', 'int'],
    gives: 'int',
    does: 'question',
    doc: 'How long it is on a clock until a time: on its face (true), or counted from now.',
  },
  time_left: {
    takes: [],
    gives: 'dyn',
    does: 'question',
    doc: 'What is left of a time that is not short, as a struct timespec: nobody knows how much.',
  },
  alarm_left: {
    takes: [],
    gives: 'dyn',
    does: 'question',
    doc: 'The seconds until the alarm of the caller’s process; 0 without one.',
  },
  interval_timer: {
    takes: ['int'],
    gives: 'dyn',
    does: 'question',
    doc: 'The setting of one of the three timers of the caller’s process, as a struct itimerval.',
  },
  set_interval_timer: {
    takes: ['int', 'int', 'int'],
    gives: 'bool',
    does: 'action',
    doc: 'Sets one of the three timers of the caller’s process: the time until it expires, and between expirations.',
  },
  lacks_room_for_timer: {
    takes: ['string'],
    gives: 'bool',
    does: 'question',
    doc: 'The signal of one more timer would be too many for RLIMIT_SIGPENDING: `surely`, or `perhaps`.',
  },
  is_good_event: {
    takes: ['Memory'],
    gives: 'bool',
    does: 'question',
    doc: 'The struct sigevent asks for nothing, or for a signal to the caller’s process or a thread of it.',
  },
  new_timer_number: {
    takes: [],
    gives: 'int',
    does: 'action',
    doc: 'The next number for a timer of the caller’s process: none is given twice.',
  },
  make_timer: {
    takes: ['int', 'int', 'Memory'],
    gives: 'bool',
    does: 'action',
    doc: 'Makes a timer with this number, of a clock, that tells of its end as the struct sigevent says (null: SIGALRM).',
  },
  is_timer: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'A timer of the caller’s process has this number.',
  },
  clock_of_timer: {
    takes: ['int'],
    gives: 'int',
    does: 'question',
    doc: 'The clock that the timer was made with.',
  },
  measures_a_dead_thread: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'The timer is of the CPU time of a thread that has ended.',
  },
  has_signal_under_way: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'A signal of the timer is pending.',
  },
  timer_setting: {
    takes: ['int'],
    gives: 'dyn',
    does: 'question',
    doc: 'The setting of the timer, as a struct itimerspec.',
  },
  bring_timer_up_to_date: {
    takes: ['int'],
    gives: 'bool',
    does: 'action',
    doc: 'A timer that tells nobody of its end is moved on by its interval, as whoever looks at it does.',
  },
  set_timer: {
    takes: ['int', 'bool', 'Memory'],
    gives: 'bool',
    does: 'action',
    doc: 'Arms the timer, for a time on its clock (true) or from now, or disarms it: what it sent before is void.',
  },
  delete_timer: {
    takes: ['int'],
    gives: 'bool',
    does: 'action',
    doc: 'Nothing is left of the timer; what it sent is void.',
  },
  delete_timers: {
    takes: [],
    gives: 'bool',
    does: 'action',
    doc: 'The caller’s process has no timer any more that timer_create made, and none of their signals.',
  },
} as const satisfies Record<string, WordText>;
