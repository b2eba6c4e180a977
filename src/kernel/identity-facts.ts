/** What /proc shows of who a thread is: ids, capabilities, priority, limits. */
import { int, list, struct, type Value } from '../abi/index.js';
import type { Identity, Ids } from './identity.js';
import { limitOn } from './objects/limits.js';
import type { Process, Task, World } from './world.js';

const RLIMIT_RSS = 5;
/** Priorities of threads that are scheduled as most are. */
const NORMAL_PRIORITY = 20;

/** The fields of status. Which groups an ordinary user has, nobody knows. */
export function identityInStatus(
  { privileged, fs }: World,
  { credentials, noNewPrivs }: Identity,
  task: Task | undefined,
): Record<string, Value> {
  const { users, groups, others, permitted, effective, bounding } = credentials;
  const umask = task === undefined ? undefined : fs.get(task.fs)?.umask;
  return {
    ...(umask === undefined ? {} : { Umask: int(umask) }),
    Uid: idsOf(users),
    Gid: idsOf(groups),
    ...(privileged ? { Groups: list(others.map((id) => int(id))) } : {}),
    CapInh: int(0),
    CapPrm: int(permitted),
    CapEff: int(effective),
    CapBnd: int(bounding),
    CapAmb: int(0),
    NoNewPrivs: int(noNewPrivs ? 1 : 0),
  };
}

/** The fields of stat. */
export function identityInStat(
  { limits }: Process,
  { nice }: Identity,
  isAlive: boolean,
): Record<string, Value> {
  return {
    priority: int(NORMAL_PRIORITY + nice),
    nice: int(nice),
    ...(isAlive ? { rsslim: int(limitOn(limits, RLIMIT_RSS).soft) } : {}),
  };
}

function idsOf({ real, effective, saved, file }: Ids): Value {
  return struct({ real: int(real), effective: int(effective), saved: int(saved), filesystem: int(file) });
}
