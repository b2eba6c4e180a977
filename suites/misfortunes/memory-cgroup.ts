/** A memory cgroup in which none can be had: whoever is in it and needs a page more is ended by the kernel. */
import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where memory cgroups are made, in version 1 and 2, and which file limits one. */
const HIERARCHIES = [
  { root: '/sys/fs/cgroup/memory', limit: 'memory.limit_in_bytes' },
  { root: '/sys/fs/cgroup', limit: 'memory.max' },
] as const;

/** Makes the cgroup. Gives its directory, or nothing where we may not make one, or there is no such controller. */
export function makeMemoryCgroup(name: string): string | undefined {
  for (const { root, limit } of HIERARCHIES) {
    const path = join(root, name);
    try {
      mkdirSync(path);
    } catch {
      continue;
    }
    try {
      writeFileSync(join(path, limit), '0', { flag: 'r+' });
      return path;
    } catch {
      rmdirSync(path);
    }
  }
  return undefined;
}

/** True where `makeMemoryCgroup` makes them. */
export function canMakeMemoryCgroups(): boolean {
  const path = makeMemoryCgroup(`abide-misfortunes-${process.pid}-probe`);
  return path !== undefined && takeMemoryCgroupAway(path).length === 0;
}

/** Takes the cgroup away. Gives what keeps it: it can be done once nobody is in it any more. */
export function takeMemoryCgroupAway(path: string): string[] {
  try {
    rmdirSync(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? [] : [message];
  }
  return [];
}
