/** On what an administrator has set a tale depends: a program knows one answer, and has to look first. */
import type { Value } from '../../abi/index.js';
import type { CCall } from '../../spec/index.js';
import type { BoundCall } from './bound-call.js';
import { namesFlag } from './lineage.js';
import { needed, type Preparation } from './preparation.js';

/** What is known of whoever acts. */
export interface Actors {
  /** A user or group is changed, or told. */
  readonly changesUsers: boolean;
  /** They have no rights. */
  readonly isOrdinary: boolean;
}

/**
 * What to look at before anything: fs.suid_dumpable tells of a process whose user changed, and 1 opens it to others of its
 * user; a security module (Yama) keeps from attaching who lacks CAP_SYS_PTRACE.
 */
export function sysctlsOf(
  calls: readonly BoundCall[],
  values: readonly Value[],
  { changesUsers, isOrdinary }: Actors,
): Preparation[] {
  const asks = (what: CCall['permission']): boolean => calls.some(({ entry }) => entry?.permission === what);
  const tells = values.some((value) => namesFlag(value, 'PR_GET_DUMPABLE'));
  const keepsRights = !isOrdinary && !changesUsers;
  return needed([
    [changesUsers && tells, only('0', 'fs/suid_dumpable')],
    [changesUsers && !tells && (asks('look') || asks('attach')), only('02', 'fs/suid_dumpable')],
    [asks('attach') && keepsRights, { piece: 'yama', call: 'need_no_yama();' }],
    [asks('attach') && !keepsRights, only('0', 'kernel/yama/ptrace_scope')],
  ]);
}

function only(digits: string, sysctl: string): Preparation {
  return { piece: 'sysctls', call: `must_be_one_of("${digits}", "/proc/sys/${sysctl}");` };
}
