/** A census: what this process and all that it started hold at the moment. */
import { readdirSync, readFileSync } from 'node:fs';

/** Counts of things that must not grow. */
export interface Census {
  /** This process's descendants, in whatever namespace. */
  readonly processes: number;
  /** Mounts as this process and its descendants see them, each namespace once. */
  readonly mounts: number;
  /** Descriptors of this process and of its descendants. */
  readonly descriptors: number;
  /** Files below a directory. */
  readonly files: number;
  /** Resident memory of the descendants, in MiB. */
  readonly agentMemory: number;
}

/** Counts. A process that ends while it is looked at counts as ended. */
export function takeCensus(directory: string): Census {
  const descendants = descendantsOf(process.pid);
  const all = [process.pid, ...descendants];
  const namespaces = new Set(all.map((pid) => readText(`/proc/${pid}/mountinfo`)));
  return {
    processes: descendants.length,
    mounts: [...namespaces].reduce((sum, text) => sum + text.split('\n').filter(Boolean).length, 0),
    descriptors: all.reduce((sum, pid) => sum + entries(`/proc/${pid}/fd`).length, 0),
    files: entries(directory, true).length,
    agentMemory: descendants.reduce((sum, pid) => sum + residentOf(pid), 0) / 1024,
  };
}

function descendantsOf(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of entries('/proc').filter((entry) => /^[0-9]+$/.test(entry))) {
    const parent = Number(/\) \S (\d+) /.exec(readText(`/proc/${name}/stat`))?.[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const below = (pid: number): number[] =>
    (children.get(pid) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(root);
}

/** KiB. */
function residentOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readText(`/proc/${pid}/status`))?.[1] ?? 0);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function entries(path: string, recursive = false): string[] {
  try {
    return readdirSync(path, { recursive, encoding: 'utf8' });
  } catch {
    return [];
  }
}
