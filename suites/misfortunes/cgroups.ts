/** Cgroups in which something is short: memory, of which none can be had, or processes. */
import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Controller = 'memory' | 'pids';

/** Where cgroups are made, in version 1 and 2, and which file limits one. */
const HIERARCHIES: Readonly<Record<Controller, readonly { root: string; limit: string }[]>> = {
  memory: [
    { root: '/sys/fs/cgroup/memory', limit: 'memory.limit_in_bytes' },
    { root: '/sys/fs/cgroup', limit: 'memory.max' },
  ],
  pids: [
    { root: '/sys/fs/cgroup/pids', limit: 'pids.max' },
    { root: '/sys/fs/cgroup', limit: 'pids.max' },
  ],
};

/**
 * Makes a cgroup that may have so much: bytes, or processes. Gives its directory, or nothing where we may not make one,
 * or there is no such controller. Who is in one without memory and needs a page more is ended by the kernel.
 */
export function makeCgroup(controller: Controller, name: string, most: number | 'max'): string | undefined {
  for (const { root, limit } of HIERARCHIES[controller]) {
    const path = join(root, name);
    try {
      mkdirSync(path);
    } catch {
      continue;
    }
    try {
      writeFileSync(join(path, limit), String(most), { flag: 'r+' });
      return path;
    } catch {
      rmdirSync(path);
    }
  }
  return undefined;
}

/** Which file of a cgroup tests read; pids.peak is told since Linux 6.12. */
const READ: Readonly<Partial<Record<Controller, string>>> = { pids: 'pids.peak' };

/** True where `makeCgroup` makes them, and they tell what is read of them. */
export function canMakeCgroups(controller: Controller): boolean {
  const path = makeCgroup(controller, `abide-misfortunes-${process.pid}-probe`, 0);
  if (path === undefined) return false;
  const tells = existsSync(join(path, READ[controller] ?? ''));
  return takeCgroupAway(path).length === 0 && tells;
}

/** Takes the cgroup away. Gives what keeps it: it can be done once nobody is in it any more. */
export function takeCgroupAway(path: string): string[] {
  try {
    rmdirSync(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? [] : [message];
  }
  return [];
}
