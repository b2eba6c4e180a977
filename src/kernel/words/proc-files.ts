/** What the words about the files of /proc do: see src/spec/words/proc-files.ts. */
import type { Memory } from '../../spec/index.js';
import type { Context } from '../context.js';
import { ModelBug } from '../draft.js';
import { readOn } from '../objects/open-file.js';
import { commText, isClosed, isGone } from '../objects/proc.js';
import type { ProcFile } from '../world.js';
import { fileAt } from './descriptors.js';
import { roomOf } from './memory.js';
import { walkFrom } from './paths.js';

/** The implementations, over the context of one kernel. */
export function procFileWords(context: Context) {
  return {
    path_leads_into_proc: (dirfd: bigint, path: Memory) => walkFrom(context, dirfd, path).to === 'proc',
    path_target_is_closed: (dirfd: bigint, path: Memory) => {
      const found = walkFrom(context, dirfd, path);
      return found.to === 'proc' && isClosed(context.draft, found.file);
    },
    is_process_directory: (fd: bigint) => {
      const { object } = fileAt(context, fd);
      return object.kind === 'proc' && object.place === 'process';
    },
    has_outlived_its_thread: (fd: bigint) => isGone(context.draft, procFileAt(context, fd)),
    at_beginning: (fd: bigint) => fileAt(context, fd).offset === 0,
    at_end_of_told: (fd: bigint) => fileAt(context, fd).offset >= toldBy(context, fd).length,
    read_told: (fd: bigint, buf: Memory, count: bigint) => {
      const told = toldBy(context, fd);
      const { id } = fileAt(context, fd);
      return readOn(context.draft, id, told, Math.min(Number(count), roomOf(buf)));
    },
  };
}

/** What reads of the file are about: what it told at the beginning, and before that, what it would tell. */
function toldBy(context: Context, fd: bigint): string {
  const { offset, told } = fileAt(context, fd);
  return (offset === 0 ? commText(context.draft, procFileAt(context, fd)) : told) ?? '';
}

function procFileAt(context: Context, fd: bigint): ProcFile {
  const { object } = fileAt(context, fd);
  if (object.kind !== 'proc') throw new ModelBug(`descriptor ${fd} is no file of /proc`);
  return object;
}
