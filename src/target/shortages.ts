/** What the running kernel tells of its own want: of memory, and of processes where a cgroup limits them. */
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Shortages } from './target.js';

/** Gives the text of a file; throws where there is none. */
export type Read = (path: string) => string;

/**
 * How often the running kernel has ended a process because memory was short, of a cgroup or of the machine, since it
 * started, and how often a cgroup that we are in has refused a new one. It counts before it sends the signal and before
 * the call returns, so that whoever saw such an end, or EAGAIN, sees the count risen. 0 for what it does not tell (before
 * Linux 4.13 and 4.3; of a cgroup that is out of our sight).
 */
export function shortages(read: Read = readNow): Shortages {
  const told = (path: string, line: RegExp): number => Number(line.exec(textOf(read, path))?.[1] ?? 0);
  const refused = cgroups(read).map((path) => told(join(path, 'pids.events'), /^max (\d+)$/m));
  return {
    memory: told('/proc/vmstat', /^oom_kill (\d+)$/m),
    processes: refused.reduce((sum, one) => sum + one, 0),
  };
}

/**
 * The directories of the cgroups that may count processes and that we are in. Version 1, and version 2 before Linux 6.11,
 * count in the cgroup of whoever is refused; since then in that with the limit, and in those around it.
 */
function cgroups(read: Read): string[] {
  const own = textOf(read, '/proc/self/cgroup').split('\n');
  return textOf(read, '/proc/self/mountinfo')
    .split('\n')
    .flatMap((line) => {
      const [, root = '/', mount = '', type = '', options = ''] = MOUNT.exec(line) ?? [];
      const isOfProcesses = type === 'cgroup' && options.split(',').includes('pids');
      if (!isOfProcesses && type !== 'cgroup2') return [];
      const path = own.map((one) => (isOfProcesses ? OF_PROCESSES : UNIFIED).exec(one)?.[1]).find(Boolean);
      return path === undefined ? [] : upwards(join(mount, relative(root, path)), mount);
    });
}

const MOUNT = /^\S+ \S+ \S+ (\S+) (\S+) .* - (\S+) \S+ (\S+)$/;
const OF_PROCESSES = /^\d+:(?:[^:]*,)?pids(?:,[^:]*)?:(.*)$/;
const UNIFIED = /^0::(.*)$/;

/** `path`, and what is around it, up to `top`. */
function upwards(path: string, top: string): string[] {
  return path === top || !path.startsWith(`${top}/`) ? [top] : [path, ...upwards(dirname(path), top)];
}

function textOf(read: Read, path: string): string {
  try {
    return read(path);
  } catch {
    return '';
  }
}

function readNow(path: string): string {
  return readFileSync(path, 'latin1');
}
