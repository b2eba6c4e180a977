/** Looking for a law's first breach in the account of a run. */
import type { Entry } from './account/account.js';
import type { Answered } from './account/moment.js';
import type { Breach } from './law.js';

/** The first breach that `look` finds among the moments of an account, each with the one before it. */
export function eachEntry(
  account: readonly Entry[],
  look: (entry: Entry, previous: Entry | undefined) => string | undefined,
): Breach | undefined {
  for (const [index, entry] of account.entries()) {
    const why = look(entry, account[index - 1]);
    if (why !== undefined) return { step: entry.step, why };
  }
  return undefined;
}

/** The first breach that `look` finds among the answers of an account. */
export function eachAnswer(
  account: readonly Entry[],
  look: (entry: Entry, answered: Answered) => string | undefined,
): Breach | undefined {
  return eachEntry(account, (entry) => {
    for (const answered of entry.answers) {
      const why = look(entry, answered);
      if (why !== undefined) return why;
    }
    return undefined;
  });
}
