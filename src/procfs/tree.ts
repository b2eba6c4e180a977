/** Trees like /proc: the files of a directory, or what was read of one before. */
import { readdirSync, type Dirent } from 'node:fs';
import type { Bytes } from '../abi/index.js';
import { readProcFile, readProcLink, type Reading } from './read-proc-file.js';
import { refusalOf, type Refusal, type Witness } from './refusal.js';

/** A name in a directory, and what it is. */
export interface Named {
  readonly name: Bytes;
  readonly kind: 'file' | 'link' | 'directory' | 'other';
}

/** A tree like /proc. Paths are below its root, whose own path is ''; they hold bytes, one char code each. */
export interface Tree {
  /** In no order. Throws an error with the errno as its code. */
  list(path: Bytes): readonly Named[];
  /** The text of a file, at most `limit` bytes. */
  read(path: Bytes, limit: number): Reading;
  readLink(path: Bytes): Reading;
  /** What an errno means of a file. */
  refusal(path: Bytes, errno: string): Refusal;
}

/** The files of the directory at `root`: bytes, one char code each. */
export function directoryTree(root: Bytes): Tree {
  const file = (path: Bytes): Buffer => Buffer.from(path === '' ? root : `${root}/${path}`, 'latin1');
  return {
    list: (path) =>
      readdirSync(file(path), { encoding: 'latin1', withFileTypes: true }).map((entry) => ({
        name: entry.name,
        kind: kindOf(entry),
      })),
    read: (path, limit) => readProcFile(file(path), limit),
    readLink: (path) => readProcLink(file(path)),
    refusal: (path, errno) => refusalOf(file(path), errno),
  };
}

/** What somebody read of an entry of /proc. */
export interface RecordedEntry {
  readonly path: Bytes;
  readonly kind: 'file' | 'link' | 'directory';
  /** Its permissions. */
  readonly mode: number;
  readonly text: Bytes;
  /** Why there is no text, or no list of names. */
  readonly errno?: string;
}

/** The tree that these entries were read of. Of a path that comes twice the last entry counts. */
export function recordedTree(recorded: Iterable<RecordedEntry>): Tree {
  const entries = new Map([...recorded].map((entry) => [entry.path, entry]));
  const names = new Map<Bytes, Named[]>([['', []]]);
  for (const { path, kind } of entries.values()) {
    const end = path.lastIndexOf('/');
    const above = path.slice(0, Math.max(end, 0));
    const named = { name: path.slice(end + 1), kind };
    const beside = names.get(above);
    if (beside) beside.push(named);
    else names.set(above, [named]);
  }
  const witness: Witness = {
    read: (path) => entries.get(path)?.text,
    mode: (path) => (entries.get(path)?.kind === 'file' ? entries.get(path)?.mode : undefined),
  };
  const reading = (path: Bytes, limit = Infinity): Reading => {
    const { text = '', errno } = entries.get(path) ?? { errno: 'ENOENT' };
    return errno === undefined
      ? { ok: true, text: text.slice(0, limit), isCut: text.length > limit }
      : { ok: false, why: refusalOf(path, errno, witness), errno };
  };
  return {
    list: (path) => {
      const errno = entries.get(path)?.errno;
      if (errno !== undefined)
        throw Object.assign(new Error(`it could not be listed: ${errno}`), { code: errno });
      return names.get(path) ?? [];
    },
    read: reading,
    readLink: (path) => reading(path),
    refusal: (path, errno) => refusalOf(path, errno, witness),
  };
}

function kindOf(entry: Dirent): Named['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isSymbolicLink()) return 'link';
  return entry.isDirectory() ? 'directory' : 'other';
}
