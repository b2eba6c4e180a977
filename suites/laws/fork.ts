/** Laws of fork: what a child begins with. spec/laws/fork.yaml. */
import { accountOf, type Entry } from './account/account.js';
import { eachAnswer } from './breach.js';
import { openness } from './descriptor.js';
import { ifSince, pendingTold, wrongDisposition, wrongMask } from './exec.js';
import { namesOf } from './account/reading.js';
import type { LawChecker } from './law.js';

export const FORK_LAWS: readonly LawChecker[] = [
  {
    id: 'fork/copies-descriptors',
    check: (scenario, observation) =>
      eachAnswer(accountOf(scenario, observation), (entry, answered) =>
        openness(entry, answered, 'copied by fork'),
      ),
  },
  {
    id: 'fork/copies-signal-state',
    check: (scenario, observation) =>
      eachAnswer(accountOf(scenario, observation), (entry, answered) =>
        ifSince(
          'fork',
          entry,
          answered,
          (process, actor) =>
            wrongDisposition(process, actor, answered) ?? wrongMask(process, actor, answered),
        ),
      ),
  },
  {
    id: 'fork/nothing-pending',
    check: (scenario, observation) => {
      const account = accountOf(scenario, observation);
      return eachAnswer(account, (entry, answered) =>
        ifSince('fork', entry, answered, (process, actor) => {
          const told = pendingTold(answered);
          if (told === undefined || told.size === 0) return undefined;
          if (mayHaveBeenSignalled(account, process.since.step, entry.step)) return undefined;
          return `${actor} begins with ${namesOf(told)} pending, though nothing was sent to it`;
        }),
      );
    },
  },
];

/** Calls that surely make no signal, for anybody. */
const QUIET = new Set(
  [
    'getpid getppid gettid getpgid getpgrp getsid getuid geteuid getgid getegid getpriority getrlimit',
    'rt_sigaction rt_sigpending rt_sigprocmask sigaltstack umask fork pipe pipe2 dup eventfd2',
  ].flatMap((names) => names.split(' ')),
);

/** True if anything in these steps could have made a signal: a call that may send one, a death, a stop. */
function mayHaveBeenSignalled(account: readonly Entry[], from: number, to: number): boolean {
  return account
    .filter(({ step }) => step > from && step < to)
    .some(
      ({ asked, events }) =>
        (asked !== undefined && !QUIET.has(asked.call.name)) ||
        events.some(({ kind }) => ['ended', 'stopped', 'continued', 'handler'].includes(kind)),
    );
}
