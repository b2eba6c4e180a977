/** Saboteurs of files and descriptors: the text is right, but a word of it is done wrongly. */
import { clumsy, type Context, type Saboteur, type Word } from './saboteur.js';

export const DESCRIPTORS: readonly Saboteur[] = [
  clumsy(
    {
      name: 'dup-skips-a-number',
      fault: 'A duplicate gets a number above the lowest free one.',
      breaks: 'descriptor/lowest-free',
    },
    (words) => ({
      ...words,
      duplicate: (fd: bigint, from: bigint, marked: boolean) =>
        real(words, 'duplicate')(fd, from + 4n, marked),
    }),
  ),
  clumsy(
    {
      name: 'duplicates-have-flags-of-their-own',
      fault: 'A duplicate is a new open file description: O_NONBLOCK is not shared.',
      breaks: 'descriptor/shared-offset-and-flags',
    },
    (words, context) => ({
      ...words,
      duplicate: (fd: bigint, from: bigint, marked: boolean) => {
        const copy = real(words, 'duplicate')(fd, from, marked);
        separate(context, Number(copy));
        return copy;
      },
    }),
  ),
  clumsy(
    {
      name: 'cloexec-lost-on-dup',
      fault: 'dup3 and F_DUPFD_CLOEXEC forget the close-on-exec flag.',
      breaks: 'exec/close-on-exec',
    },
    (words) => ({
      ...words,
      duplicate: (fd: bigint, from: bigint) => real(words, 'duplicate')(fd, from, false),
      duplicate_onto: (fd: bigint, to: bigint) => real(words, 'duplicate_onto')(fd, to, false),
    }),
  ),
  clumsy(
    { name: 'close-keeps-open', fault: 'close does not close.', breaks: 'descriptor/open-until-closed' },
    (words) => ({ ...words, close_descriptor: () => null }),
  ),
  clumsy(
    {
      name: 'close-range-spares-the-last',
      fault: 'close_range does not close the last descriptor of the range.',
      breaks: 'descriptor/open-until-closed',
    },
    (words) => ({
      ...words,
      close_descriptors: (first: bigint, last: bigint) => real(words, 'close_descriptors')(first, last - 1n),
    }),
  ),
  clumsy(
    {
      name: 'exec-keeps-descriptors',
      fault: 'execve does not close what is marked close-on-exec.',
      breaks: 'exec/close-on-exec',
    },
    (words) => ({ ...words, close_on_exec: () => true }),
  ),
  clumsy(
    {
      name: 'status-flags-forgotten',
      fault: 'A status flag set by F_SETFL is forgotten at once.',
      breaks: 'descriptor/shared-offset-and-flags',
    },
    (words) => ({ ...words, set_status_flags: () => null }),
  ),
  clumsy(
    {
      name: 'end-of-file-never-comes',
      fault: 'A read from an empty pipe sleeps though nobody can write to it.',
      breaks: 'pipe/end-of-file',
    },
    (words) => ({ ...words, has_writer: () => true }),
  ),
  clumsy(
    {
      name: 'end-of-file-too-early',
      fault: 'A read from an empty pipe is end of file though somebody can write to it.',
      breaks: 'pipe/end-of-file',
    },
    (words) => ({ ...words, has_writer: () => false }),
  ),
  clumsy(
    {
      name: 'writes-without-readers',
      fault: 'A write to a pipe that nobody can read succeeds.',
      breaks: 'pipe/broken',
    },
    (words) => ({ ...words, has_reader: () => true }),
  ),
  clumsy(
    {
      name: 'writes-come-out-backwards',
      fault: 'A short write puts its bytes before those that were in the pipe.',
      breaks: 'pipe/atomic-write',
    },
    (words, context) => ({
      ...words,
      append: (...args: unknown[]) => {
        const count = real(words, 'append')(...args);
        lastFirst(context, Number(count));
        return count;
      },
    }),
  ),
];

/** The real word called `name`. */
export function real(words: Readonly<Record<string, unknown>>, name: string): Word {
  return words[name] as Word;
}

/** Gives a descriptor of the caller an open file description that is nobody else's. */
function separate({ draft, task }: Context, fd: number): void {
  const id = draft.task(task).table;
  const table = draft.tables.get(id);
  const slot = table?.slots.get(fd);
  const file = slot && draft.files.get(slot.file);
  if (table === undefined || slot === undefined || file?.object.kind !== 'inode') return;
  const copy = draft.freshId();
  draft.files.set(copy, { ...file, refs: 1 });
  draft.tables.set(id, {
    ...table,
    slots: table.slots.set(fd, { ...slot, file: copy }),
  });
}

/** The bytes that were written last before the others in the buffer that they share. */
function lastFirst({ draft }: Context, count: number): void {
  for (const [id, pipe] of draft.pipes.content) {
    const last = pipe.buffers.at(-1);
    if (last === undefined || last.bytes.length <= count) continue;
    const bytes = last.bytes.slice(-count) + last.bytes.slice(0, -count);
    draft.pipes.set(id, { ...pipe, buffers: [...pipe.buffers.slice(0, -1), { ...last, bytes }] });
  }
}
