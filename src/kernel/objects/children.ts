/**
 * Children: whom a wait means, what they have to tell, and whom their news wakes.
 * From kernel/exit.c: eligible_child, wait_consider_task, child_wait_callback.
 */
import type { Draft, Notice } from '../draft.js';
import type { ExitStatus, PidId, Process, StopReport, TaskId } from '../world.js';
import { numberOf } from './pid.js';
import { SIGCHLD } from './signal-set.js';

const WSTOPPED = 2n;
const WEXITED = 4n;
const WCONTINUED = 8n;
const WNOTHREAD = 0x20000000n;
const WALL = 0x40000000n;
const WCLONE = 0x80000000n;

/** Which children a wait means; a number is nobody's any more once somebody else has waited for its owner. */
export type Meant = 'all' | 'nobody' | `process ${bigint}` | `group ${bigint}` | `pidfd ${PidId}`;

export type ChildNews = ExitStatus | StopReport;

/** The children of the caller's process that a wait with these options could ever tell of. */
export function eligibleChildren(draft: Draft, caller: TaskId, meant: Meant, options: bigint): Process[] {
  const { children } = draft.process(draft.task(caller).process);
  return children
    .map((child) => draft.process(child))
    .filter((child) => {
      if (!answersTo(meant, seen(draft, child)) || !isOfKind(child, options)) return false;
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
  draft.notices.push({ ...seen(draft, { id, group }), parent, parentTask });
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

type Seen = Pick<Notice, 'child' | 'number' | 'group'>;

function seen(draft: Draft, { id, group }: Pick<Process, 'id' | 'group'>): Seen {
  return { child: id, number: numberOf(draft, id), group: numberOf(draft, group) };
}

function answersTo(meant: Meant, { child, number, group }: Seen): boolean {
  return ['all', `process ${number}`, `group ${group}`, `pidfd ${child}`].includes(meant);
}

/** A child whose exit signal is another than SIGCHLD is a "clone" child: __WCLONE asks for those alone, __WALL for all. */
function isOfKind({ exitSignal }: Process, options: bigint): boolean {
  return has(options, WALL) || (exitSignal !== SIGCHLD) === has(options, WCLONE);
}

function has(options: bigint, flag: bigint): boolean {
  return (BigInt.asUintN(32, options) & flag) !== 0n;
}
