/** Frames of a walk through a /proc: what is asked, each entry that comes back, and how it ended. */
import { FrameWriter, type FrameReader } from './frame-bytes.js';

/** What becomes of the entries of one name. */
export interface WalkRule {
  /** The last name of a path, or with a slash before it the whole path below /proc. */
  readonly name: string;
  /** So many bytes are read of such a file; 0: the entry is left out, with everything below it. */
  readonly most: number;
  /** A link beside such a directory (`ns/net`), which is walked once for each text of that link; `''`: always. */
  readonly key: string;
}

/** A walk, as asked of an agent. */
export interface WalkFrame {
  readonly id: number;
  /** How long one read may take. */
  readonly patienceMs: number;
  /** A longer file is refused with EFBIG. */
  readonly longest: number;
  /** Every process that the agent's own /proc would show, not a PID namespace with nobody else in it. */
  readonly isWhole: boolean;
  readonly rules: readonly WalkRule[];
}

/** An entry of /proc, or the next bytes of it: `goesOn` until the last ones. */
export interface FoundFrame {
  readonly kind: 'found';
  readonly id: number;
  readonly entry: 'file' | 'link' | 'directory';
  /** Its permissions. */
  readonly mode: number;
  readonly uid: number;
  readonly path: string;
  /** 0: none. */
  readonly errno: number;
  readonly goesOn: boolean;
  readonly bytes: Uint8Array;
}

export interface WalkedFrame {
  readonly kind: 'walked';
  readonly id: number;
  /** `hung`: a read did not come back. */
  readonly ended: 'complete' | 'hung' | 'died';
  /** What was under way, from the root: `/proc/1/status`. */
  readonly path: string;
}

/** The bytes of a walk frame, its length before it. */
export function encodeWalk({ id, patienceMs, longest, isWhole, rules }: WalkFrame): Buffer {
  const writer = new FrameWriter(WALK);
  writer
    .u32(id)
    .u32(patienceMs)
    .u32(longest)
    .u8(isWhole ? 1 : 0)
    .u16(rules.length);
  for (const { name, most, key } of rules) writeText(writeText(writer, name).u32(most), key);
  return writer.finish();
}

/** By the number of the kind. */
export const WALK_FRAMES: Readonly<Record<number, (reader: FrameReader) => FoundFrame | WalkedFrame>> = {
  6: (reader) => {
    const [id, entry] = [reader.u32(), ENTRIES[reader.u8()]];
    if (entry === undefined) throw new RangeError('an entry of no kind');
    return {
      kind: 'found',
      id,
      entry,
      mode: reader.u32(),
      uid: reader.u32(),
      path: reader.text(),
      errno: reader.u32(),
      goesOn: reader.u8() === 1,
      bytes: reader.bytes(reader.u32()),
    };
  },
  7: (reader) => ({
    kind: 'walked',
    id: reader.u32(),
    ended: ENDS[reader.u8()] ?? unknownEnd(),
    path: reader.text(),
  }),
};

const WALK = 5;
const ENTRIES = [undefined, 'file', 'link', 'directory'] as const;
const ENDS = ['complete', 'hung', 'died'] as const;

function unknownEnd(): never {
  throw new RangeError('a walk ends in no way that is known');
}

function writeText(writer: FrameWriter, text: string): FrameWriter {
  return writer.u16(text.length).bytes(Buffer.from(text, 'latin1'));
}
