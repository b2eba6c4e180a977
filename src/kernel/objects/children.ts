/**
 * Children: whom a wait means, what they have to tell, and whom their news wakes.
 * From kernel/exit.c: eligible_child, wait_consider_task, child_wait_callback.
 */
import type { Draft, Notice } from '../draft.js';
import type { ExitStatus, PidId, Process, ProcessId, StopReport, TaskId } from '../world.js';
import { numberOf } from './pid.js';
import { SIGCHLD } from './signal-set.js';

const WSTOPPED = 2n;
const WEXITED = 4n;
const WCONTINUED = 8n;
const WNOTHREAD = 0x20000000n;
const WALL = 0x40000000n;
const WCLONE = 0x80000000n;

/** Which children a wait means; a number is nobody's any more once somebody else has waited for its owner. */
export type Meant =
  | 'all'
  | 'nobody'
  | `process ${bigint}`
  | `group ${bigint}`
  /** That of the caller itself, which may have no number where the caller is. */
  | `own group ${PidId}`
  | `pidfd ${PidId}`;

export type ChildNews = ExitStatus | StopReport;

/** The children of the caller's process that a wait with these options could ever tell of. */
export function eligibleChildren(draft: Draft, caller: TaskId, meant: Meant, options: bigint): Process[] {
  const { process } = draft.task(caller);
  const { children } = draft.process(process);
  return children
    .map((child) => draft.process(child))
    .filter((child) => {
      if (!answersTo(meant, seen(draft, child, process)) || !isOfKind(child, options)) return false;
      if (has(options, WNOTHREAD) && child.parentTask !== caller) return false;
      return child.state === 'alive' || has(options, WEXITED);
    });
}

/** What the options ask for of a child's news: its end, a stop, or a continuation. */
export function newsOf(child: Process, options: bigint): ChildNews | undefined {
  if (child.state === 'zombie') return has(options, WEXITED) ? child.exit : undefined;
  if (child.report?.kind === 'stopped' && has(options, WSTOPPED)) return child.report;
  if (child.report?.kind === 'continued' && has(options, WCONTINUED)) return child.report;
  return undefined;
}

/** A child tells its parent that it ended, stopped or goes on: whoever waits for such a child looks again. */
export function noteNews(draft: Draft, { id, parent, parentTask, group }: Process): void {
  draft.notices.push({ ...seen(draft, { id, group }, parent), parent, parentTask });
}

/** In this step a child that is meant has told the caller's process something. */
export function hasHeard(draft: Draft, caller: TaskId, meant: Meant, options: bigint): boolean {
  const { process } = draft.task(caller);
  return draft.notices.some(
    (notice) =>
      notice.parent === process &&
      answersTo(meant, notice) &&
      (!has(options, WNOTHREAD) || notice.parentTask === caller),
  );
}

type Seen = Pick<Notice, 'child' | 'number' | 'group' | 'groupNumber'>;

/** A child as its parent sees it. */
function seen(draft: Draft, { id, group }: Pick<Process, 'id' | 'group'>, parent: ProcessId): Seen {
  const [number, groupNumber] = [numberOf(draft, id, parent), numberOf(draft, group, parent)];
  return { child: id, number, group, groupNumber };
}

function answersTo(meant: Meant, { child, number, group, groupNumber }: Seen): boolean {
  const names = [`process ${number}`, `group ${groupNumber}`, `own group ${group}`, `pidfd ${child}`];
  return meant === 'all' || names.includes(meant);
}

/** A child whose exit signal is another than SIGCHLD is a "clone" child: __WCLONE asks for those alone, __WALL for all. */
function isOfKind({ exitSignal }: Process, options: bigint): boolean {
  return has(options, WALL) || (exitSignal !== SIGCHLD) === has(options, WCLONE);
}

function has(options: bigint, flag: bigint): boolean {
  return (BigInt.asUintN(32, options) & flag) !== 0n;
}
