/** Why a file of /proc gave no text: what an errno means of the file, or of the process, that it came from. */
import { lstatSync, readFileSync, type PathLike } from 'node:fs';

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

/** What `errno` means of the file at `path`. The file and its process are looked at now: they may have changed since. */
export function refusalOf(path: string | Buffer, errno: string): Refusal {
  if (GONE.includes(errno)) return ownerOf(path) ?? 'gone';
  const isPermission = NOT_PERMITTED.includes(errno);
  if ((isPermission || NO_READ.includes(errno)) && isWriteOnly(path)) return 'write-only';
  return isPermission ? 'not permitted' : 'refused';
}

/** The directory of the innermost task that a path is below. */
const TASK = /^(.*\/)?[0-9]+(?=\/)/s;
/** PF_KTHREAD of linux/sched.h, in the flags of the task. */
const IS_KERNEL_THREAD = 0x0020_0000;

/** What is special about the task that has the file; nothing where it has ended, or is like any other. */
function ownerOf(path: string | Buffer): 'kernel thread' | 'zombie' | undefined {
  const task = TASK.exec(Buffer.from(path).toString('latin1'))?.[0];
  const stat = task === undefined ? undefined : tryRead(Buffer.from(`${task}/stat`, 'latin1'));
  const [state = '', , , , , , flags] = stat?.slice(stat.lastIndexOf(') ') + ') '.length).split(' ') ?? [];
  if (state === 'Z' || state === 'X') return 'zombie';
  return (Number(flags) & IS_KERNEL_THREAD) === 0 ? undefined : 'kernel thread';
}

function tryRead(path: PathLike): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
}

function isWriteOnly(path: PathLike): boolean {
  try {
    const file = lstatSync(path);
    return file.isFile() && (file.mode & READ_BITS) === 0 && (file.mode & WRITE_BITS) !== 0;
  } catch {
    return false;
  }
}
