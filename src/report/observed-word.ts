/** What was observed instead of what is promised, as a word that is the same from seed to seed. */

/**
 * The word for a finding of this kind, told from the sentence that says how observed and allowed part.
 *
 * Of a call only how it came back counts: the errno (`EINVAL`), or `a value`. Other events are called as scenarios
 * write them (`blocked`, `handler`, `ended`, ...), and `nothing` is an event that is due and was not seen. Numbers,
 * actors, texts and calls change from scenario to scenario, and are no part of it. `dies` is a crash, `broken` a law,
 * `departs` a text of /proc. Documented in docs/expectations.md.
 */
export function observedWord(kind: string, difference: string): string {
  const whole = WHOLE[kind];
  if (whole !== undefined) return whole;
  const [, seen = ''] = SEEN.exec(difference) ?? [];
  const [, errno] = /^\S+ = (E[A-Z0-9]+)/.exec(seen) ?? [];
  if (errno !== undefined) return errno;
  const [, event] = /^! (\w+)/.exec(seen) ?? [];
  if (event !== undefined) return event;
  if (/^\S+ = /.test(seen)) return 'a value';
  if (difference.startsWith('nothing more was seen')) return 'nothing';
  return difference.startsWith('/proc/') ? 'departs' : 'something else';
}

const WHOLE: Readonly<Record<string, string>> = { crash: 'dies', law: 'broken', departs: 'departs' };

/** `B: read = EINTR was seen; ...`: what stands behind the actor. */
const SEEN = /^[A-Z]\d*: (.*?) was seen/s;
