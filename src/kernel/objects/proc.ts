/**
 * What /proc has of a process, as files: where paths lead below it, and what is left once the process has ended.
 *
 * From fs/proc/base.c: an inode of /proc remembers a struct pid and never the number, so that whoever gets that number
 * later is never behind it. The directories of a process may not even be searched once it is gone
 * (proc_pid_permission); that of a thread may, but has nothing in it (proc_pident_lookup).
 */
import type { Draft } from '../draft.js';
import { INIT, type PidId, type ProcFile } from '../world.js';
import { decodeSymbol } from '../symbols.js';
import { ownerOf } from './pid.js';
import { threadOf } from './standing.js';

/** Where a path leads below /proc. */
export type ProcWalk =
  | { readonly to: 'proc'; readonly file: ProcFile }
  | { readonly to: 'nothing' }
  | { readonly to: 'refusal'; readonly errno: 'ENOENT' | 'ENOTDIR' | 'ESRCH' }
  | { readonly to: 'unmodelled' };

/** Walks `names` from a file of /proc, or from /proc itself (`root`). */
export function walkProc(draft: Draft, start: ProcFile | 'root', names: readonly string[]): ProcWalk {
  let at = start;
  for (const [index, name] of names.entries()) {
    if (at !== 'root' && at.place === 'comm') return { to: 'refusal', errno: 'ENOTDIR' };
    if (at !== 'root' && isClosed(draft, at)) return { to: 'refusal', errno: 'ESRCH' };
    const next = at === 'root' ? inRoot(draft, name) : ENTRIES[at.place](draft, at, name);
    if (next === 'unmodelled') return { to: 'unmodelled' };
    if (next === undefined) {
      return index === names.length - 1 ? { to: 'nothing' } : { to: 'refusal', errno: 'ENOENT' };
    }
    at = next;
  }
  return at === 'root' ? { to: 'unmodelled' } : { to: 'proc', file: at };
}

/** Nobody is left whom the file is about, not even a zombie. */
export function isGone(draft: Draft, { pid }: ProcFile): boolean {
  return threadOf(draft, pid) === undefined;
}

/** Nobody may search or open the directory any more. */
export function isClosed(draft: Draft, file: ProcFile): boolean {
  return (file.place === 'process' || file.place === 'tasks') && isGone(draft, file);
}

/** What `comm` tells now: the name of the thread, a zombie's too. Nothing where it is gone. */
export function commText(draft: Draft, { pid }: ProcFile): string | undefined {
  const thread = threadOf(draft, pid);
  if (thread === undefined) return undefined;
  const comm =
    thread.task === undefined
      ? draft.processes.get(thread.process)?.remains?.comm
      : draft.task(thread.task).comm;
  return comm === undefined ? undefined : `${comm}\n`;
}

type Found = ProcFile | 'root' | 'unmodelled' | undefined;

const ENTRIES: Readonly<Record<ProcFile['place'], (draft: Draft, at: ProcFile, name: string) => Found>> = {
  process: (_, at, name) => {
    if (name === '.') return at;
    if (name === '..') return 'root';
    if (name === 'task') return { kind: 'proc', place: 'tasks', pid: at.pid };
    return name === 'comm' ? { kind: 'proc', place: 'comm', pid: at.pid } : 'unmodelled';
  },
  tasks: (draft, at, name) => {
    if (name === '.') return at;
    if (name === '..') return { kind: 'proc', place: 'process', pid: at.pid };
    const found = spelt(draft, name);
    if (found === undefined || found === 'unmodelled') return found;
    const { pid } = found;
    const same = threadOf(draft, pid)?.process === threadOf(draft, at.pid)?.process;
    return same ? { kind: 'proc', place: 'task', pid, within: at.pid } : undefined;
  },
  task: (draft, at, name) => {
    if (name === '.') return at;
    if (name === '..') return { kind: 'proc', place: 'tasks', pid: at.within ?? at.pid };
    if (isGone(draft, at)) return undefined;
    return name === 'comm' ? { kind: 'proc', place: 'comm', pid: at.pid } : 'unmodelled';
  },
  comm: () => undefined,
};

/** Threads have directories there as processes have, though no list names them. */
function inRoot(draft: Draft, name: string): Found {
  if (name === '.') return 'root';
  const found = spelt(draft, name);
  if (found === undefined || found === 'unmodelled') return found;
  return { kind: 'proc', place: 'process', pid: found.pid };
}

/** Whom a name of digits means now; nothing where nobody. Only numbers of actors are known. */
function spelt(draft: Draft, name: string): { readonly pid: PidId } | undefined | 'unmodelled' {
  const symbol = /^[1-9][0-9]{9}$/.test(name) ? decodeSymbol(BigInt(name)) : undefined;
  // What a deeper PID namespace calls an actor may be another one here.
  if (symbol?.space !== INIT) return 'unmodelled';
  const owner = ownerOf(draft, BigInt(name), INIT);
  return owner === undefined || threadOf(draft, owner) === undefined ? undefined : { pid: owner };
}
