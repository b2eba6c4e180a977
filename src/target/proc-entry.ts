/** What a walk through the /proc of a target is asked, and what comes of it. */
import type { Arch, Bytes } from '../abi/index.js';
import type { WalkRule } from './walk-frames.js';

/** What is asked of a walk. */
export interface ProcWalk {
  readonly rules: readonly WalkRule[];
  /** A longer file is refused with EFBIG. */
  readonly longest: number;
  /** Called now and then with how many entries there are so far. */
  readonly heard?: (entries: number) => void;
}

/** An entry of /proc. Paths and texts hold bytes, one char code each. */
export interface ProcEntry {
  /** Below /proc: `1/status`. */
  readonly path: Bytes;
  readonly kind: 'file' | 'link' | 'directory';
  /** Its permissions. */
  readonly mode: number;
  readonly uid: number;
  /** What was read of it; nothing where it was refused. */
  readonly text: Bytes;
  /** Why it was not read, or not to its end. ETIMEDOUT: the read did not come back. */
  readonly errno?: string;
}

/** What a /proc held, and whose it is. */
export interface WalkedProc {
  readonly entries: readonly ProcEntry[];
  readonly arch: Arch;
  /** Of the kernel, as uname says it. */
  readonly release: string;
}
