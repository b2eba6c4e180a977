/**
 * Credentials: how the ids of a thread change, and what its capabilities become by that.
 * From kernel/sys.c, kernel/cred.c (commit_creds) and security/commoncap.c (cap_emulate_setxuid, cap_bprm_creds_from_file).
 */
import type { Credentials, Identity, Ids } from '../identity.js';
import { ALL_CAPABILITIES, OVER_FILES } from './capability.js';

const ROOT = 0;

/** The ids of root, all four. */
const ROOTS: Ids = { real: ROOT, effective: ROOT, saved: ROOT, file: ROOT };

/** What the first actor is: root with these capabilities. */
export function rootIdentity(capabilities: bigint): Identity {
  const credentials = {
    users: ROOTS,
    groups: ROOTS,
    others: [],
    permitted: capabilities,
    effective: capabilities,
    bounding: capabilities,
  };
  return { credentials, nice: 0, noNewPrivs: false, deathSignal: 0, crowded: 'no' };
}

/** New users, and the capabilities that follow: leaving root loses them all, an effective id of root wields them. */
export function withUsers(old: Credentials, users: Ids): Credentials {
  const { real, effective, saved } = old.users;
  const wasRoot = [real, effective, saved].includes(ROOT);
  const isRoot = [users.real, users.effective, users.saved].includes(ROOT);
  const permitted = wasRoot && !isRoot ? 0n : old.permitted;
  const wielded = changed(effective, users.effective, old.effective & permitted, permitted);
  return { ...old, users, permitted, effective: wielded };
}

/** Another user for file accesses: the capabilities over files come and go with root. */
export function withFileUser(old: Credentials, file: number): Credentials {
  const users = { ...old.users, file };
  if (old.users.file === ROOT && file !== ROOT)
    return { ...old, users, effective: old.effective & ~OVER_FILES };
  if (old.users.file !== ROOT && file === ROOT) {
    return { ...old, users, effective: old.effective | (old.permitted & OVER_FILES) };
  }
  return { ...old, users };
}

/** What an execve makes of credentials: root gets its capabilities back, saved and file ids follow the effective ones. */
export function afterExec(old: Credentials, unsafe: boolean): Credentials {
  const { users, groups } = old;
  const wields = users.effective === ROOT;
  const given = wields || users.real === ROOT ? old.bounding : 0n;
  const gained = (given & ~old.permitted) !== 0n;
  const permitted = gained && unsafe ? given & old.permitted : given;
  return {
    ...old,
    users: { ...users, saved: users.effective, file: users.effective },
    groups: { ...groups, saved: groups.effective, file: groups.effective },
    permitted,
    effective: wields ? permitted : 0n,
  };
}

/** The caller became somebody else, or more powerful: its memory is no longer dumpable and its death signal is off. */
export function isAnother(old: Credentials, next: Credentials): boolean {
  const ids = (one: Credentials) => [
    one.users.effective,
    one.groups.effective,
    one.users.file,
    one.groups.file,
  ];
  const before = ids(old);
  const grew = (next.permitted & ~old.permitted & ALL_CAPABILITIES) !== 0n;
  return grew || ids(next).some((id, index) => id !== before[index]);
}

/** The effective set after the effective user changed from `before` to `after`. */
function changed(before: number, after: number, kept: bigint, permitted: bigint): bigint {
  if (before === ROOT && after !== ROOT) return 0n;
  return before !== ROOT && after === ROOT ? permitted : kept;
}
