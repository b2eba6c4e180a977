/** Saboteurs of threads and of numbers that are handed out again. */
import { real } from './descriptors.js';
import { clumsy, type Saboteur } from './saboteur.js';

export const THREADS: readonly Saboteur[] = [
  clumsy(
    {
      name: 'exec-spares-the-other-threads',
      fault: 'execve replaces the program, but ends no thread.',
      breaks: 'exec/one-thread',
    },
    (words) => ({ ...words, end_sibling_threads: () => true }),
  ),
  clumsy(
    {
      name: 'numbers-of-zombies-can-be-chosen',
      fault: 'clone3 gives a chosen number away, though a zombie bears it.',
      breaks: 'number/held',
    },
    (words, context) => ({
      ...words,
      is_in_use: (number: bigint) => {
        const { numbers, zombies } = context.draft;
        for (const zombie of zombies.content.keys()) numbers.delete(zombie);
        return real(words, 'is_in_use')(number);
      },
    }),
  ),
  clumsy(
    {
      name: 'pidfds-reach-those-who-are-gone',
      fault: 'A signal through a pidfd succeeds, whoever is left.',
      breaks: 'pidfd/first-owner-only',
    },
    (words) => ({ ...words, reaches_by_pidfd: () => true, may_signal_by_pidfd: () => true }),
  ),
];
