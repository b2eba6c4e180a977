/** What the running kernel tells of want of memory. */
import { readFileSync } from 'node:fs';

/**
 * How many processes the running kernel has ended because memory was short, of a cgroup or of the machine, since it
 * started. It counts before it sends the signal, so that whoever saw such an end sees the count risen. 0 where it does
 * not tell (before Linux 4.13).
 */
export function memoryKills(): number {
  try {
    return Number(/^oom_kill (\d+)$/m.exec(readFileSync('/proc/vmstat', 'latin1'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
