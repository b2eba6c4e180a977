/** Calls about identity, groups and limits: they change nothing of what laws believe, but for one. */
import { nothing, type Effect } from './effect.js';

const CALLS = [
  ...['umask', 'getuid', 'geteuid', 'getgid', 'getegid', 'getresuid', 'getresgid', 'getgroups'],
  ...[
    'setuid',
    'setgid',
    'setreuid',
    'setregid',
    'setresuid',
    'setresgid',
    'setfsuid',
    'setfsgid',
    'setgroups',
  ],
  ...['getpgid', 'getpgrp', 'setpgid', 'getsid', 'setsid', 'getpriority', 'setpriority'],
  ...['getrlimit', 'setrlimit', 'prlimit64'],
];

/** Commands of prctl that concern the caller alone. Who adopts orphans (a subreaper) is nothing that laws follow. */
const PRIVATE = new Set([
  ...['PR_SET_NAME', 'PR_GET_NAME', 'PR_GET_DUMPABLE', 'PR_SET_DUMPABLE', 'PR_GET_PDEATHSIG'],
  ...['PR_SET_NO_NEW_PRIVS', 'PR_GET_NO_NEW_PRIVS', 'PR_GET_CHILD_SUBREAPER'],
]);

/** Effects of these calls. */
export const IDENTITY_EFFECTS: Readonly<Record<string, Effect>> = {
  ...Object.fromEntries(CALLS.map((call) => [call, nothing])),
  prctl: (_, { asked }) => {
    const [command] = asked.call.args;
    return command?.kind === 'names' && command.names.every((name) => PRIVATE.has(name));
  },
};
