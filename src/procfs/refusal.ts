/** Why a file of /proc gave no text: what an errno means of the file, or of the process, that it came from. */
import { lstatSync, readFileSync } from 'node:fs';
import type { Bytes } from '../abi/index.js';

/**
 *   gone           the file or its process has ended meanwhile (ENOENT, ESRCH, ENOTDIR)
 *   kernel thread  the same errors of a task that is still there: it has no memory, no program, no environment
 *   zombie         the same: it has ended and is not reaped yet, and has given back what is asked for
 *   write-only     nobody reads it: the file has permissions, but none to read (EACCES, EPERM; EIO and EINVAL of root)
 *   not permitted  the reader may not (EACCES, EPERM)
 *   refused        the kernel has no answer here (EINVAL of a zombie's mounts, EIO, ...)
 */
export type Refusal = 'gone' | 'kernel thread' | 'zombie' | 'write-only' | 'not permitted' | 'refused';

const GONE = ['ENOENT', 'ESRCH', 'ENOTDIR'];
const NOT_PERMITTED = ['EACCES', 'EPERM'];
const NO_READ = ['EIO', 'EINVAL'];
const READ_BITS = 0o444;
const WRITE_BITS = 0o222;

/** Who tells of the files beside the one that was refused. */
export interface Witness {
  /** The text of a file; nothing where there is none. */
  read(path: Bytes): Bytes | undefined;
  /** The permissions of a regular file. */
  mode(path: Bytes): number | undefined;
}

/**
 * What `errno` means of the file at `path`. The file and its process are looked at now, where nobody else is a witness:
 * they may have changed since.
 */
export function refusalOf(path: string | Buffer, errno: string, witness: Witness = ON_DISK): Refusal {
  const file = Buffer.from(path).toString('latin1');
  if (GONE.includes(errno)) return ownerOf(file, witness) ?? 'gone';
  const isPermission = NOT_PERMITTED.includes(errno);
  if ((isPermission || NO_READ.includes(errno)) && isWriteOnly(witness.mode(file))) return 'write-only';
  return isPermission ? 'not permitted' : 'refused';
}

/** The directory of the innermost task that a path is below. */
const TASK = /^(.*\/)?[0-9]+(?=\/)/s;
/** PF_KTHREAD of linux/sched.h, in the flags of the task. */
const IS_KERNEL_THREAD = 0x0020_0000;

/** What is special about the task that has the file; nothing where it has ended, or is like any other. */
function ownerOf(path: Bytes, witness: Witness): 'kernel thread' | 'zombie' | undefined {
  const task = TASK.exec(path)?.[0];
  const stat = task === undefined ? undefined : witness.read(`${task}/stat`);
  const [state = '', , , , , , flags] = stat?.slice(stat.lastIndexOf(') ') + ') '.length).split(' ') ?? [];
  if (state === 'Z' || state === 'X') return 'zombie';
  return (Number(flags) & IS_KERNEL_THREAD) === 0 ? undefined : 'kernel thread';
}

function isWriteOnly(mode: number | undefined): boolean {
  return mode !== undefined && (mode & READ_BITS) === 0 && (mode & WRITE_BITS) !== 0;
}

const ON_DISK: Witness = {
  read: (path) => attempt(() => readFileSync(Buffer.from(path, 'latin1'), 'latin1')),
  mode: (path) => {
    const file = attempt(() => lstatSync(Buffer.from(path, 'latin1')));
    return file?.isFile() === true ? file.mode : undefined;
  },
};

function attempt<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
