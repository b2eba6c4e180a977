/** Saboteurs of close-on-exec marks and of execve that fails. */
import { real } from './descriptors.js';
import { forking } from './processes.js';
import { clumsy, type Context, type Saboteur } from './saboteur.js';

const O_CLOEXEC = 0o2000000n;

export const MARKS: readonly Saboteur[] = [
  clumsy(
    {
      name: 'failed-exec-closes',
      fault: 'execve closes what is marked close-on-exec before it finds out that there is no program.',
      breaks: 'exec/failure-changes-nothing',
    },
    (words) => ({
      ...words,
      program_obstacle: (...args: unknown[]) => {
        const obstacle = real(words, 'program_obstacle')(...args);
        if (obstacle !== '') real(words, 'close_on_exec')();
        return obstacle;
      },
    }),
  ),
  clumsy(
    {
      name: 'failed-exec-resets-handlers',
      fault: 'execve resets handlers before it finds out that there is no program.',
      breaks: 'exec/failure-changes-nothing',
    },
    (words) => ({
      ...words,
      program_obstacle: (...args: unknown[]) => {
        const obstacle = real(words, 'program_obstacle')(...args);
        if (obstacle !== '') real(words, 'reset_caught_signals')();
        return obstacle;
      },
    }),
  ),
  clumsy(
    {
      name: 'close-range-forgets-to-mark',
      fault: 'CLOSE_RANGE_CLOEXEC marks nothing.',
      breaks: 'exec/close-on-exec',
    },
    (words) => ({ ...words, mark_descriptors: () => null }),
  ),
  clumsy(
    {
      name: 'pipe2-marks-one-end',
      fault: 'O_CLOEXEC marks the reading end only.',
      breaks: 'exec/close-on-exec',
    },
    (words) => ({
      ...words,
      open_pipe: (flags: bigint) => {
        const ends = real(words, 'open_pipe')(flags) as bigint[];
        real(words, 'set_close_on_exec')(ends[1], false);
        return ends;
      },
    }),
  ),
  clumsy(
    {
      name: 'openat-forgets-the-mark',
      fault: 'openat does not know O_CLOEXEC.',
      breaks: 'exec/close-on-exec',
    },
    (words) => ({
      ...words,
      open_path: (dfd: bigint, path: unknown, flags: bigint, mode: bigint) =>
        real(words, 'open_path')(dfd, path, flags & ~O_CLOEXEC, mode),
    }),
  ),
  clumsy(
    {
      name: 'duplicates-keep-the-mark',
      fault: 'A duplicate of a descriptor that is close-on-exec is so as well.',
      breaks: 'exec/close-on-exec',
    },
    (words) => ({
      ...words,
      duplicate: (fd: bigint, from: bigint, marked: boolean) =>
        real(words, 'duplicate')(fd, from, marked || real(words, 'closes_on_exec')(fd) === true),
    }),
  ),
  clumsy(
    {
      name: 'marks-cannot-be-taken-away',
      fault: 'F_SETFD sets the mark, but does not clear it.',
      breaks: 'exec/close-on-exec',
    },
    (words) => ({
      ...words,
      set_close_on_exec: (fd: bigint, marked: boolean) =>
        marked ? real(words, 'set_close_on_exec')(fd, true) : null,
    }),
  ),
  clumsy(
    { name: 'fork-loses-marks', fault: 'The child of fork has no marks.', breaks: 'exec/close-on-exec' },
    (words, context) => forking(words, context, unmark),
  ),
];

function unmark(child: string, { draft }: Context): void {
  const id = draft.task(child).table;
  const table = draft.tables.get(id);
  if (table === undefined) return;
  draft.tables.set(id, { ...table, slots: table.slots.map((slot) => ({ ...slot, closeOnExec: false })) });
}
