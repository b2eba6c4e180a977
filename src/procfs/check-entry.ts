/** One file or link of /proc against the formats that stand at its path. */
import type { Bytes } from '../abi/index.js';
import {
  formatsOf,
  parseAsAny,
  PrintFailure,
  type CompiledFormats,
  type FieldRecord,
  type Format,
  type ParseFailure,
} from '../grammar/index.js';
import { mostOf } from './left-out.js';
import type { Refusal } from './refusal.js';
import { directoryTree, type Tree } from './tree.js';
import type { Entry } from './walk.js';

/** What came of one file. */
export type FileVerdict = { readonly path: string } & (
  | { readonly kind: 'conforms'; readonly format: string }
  | { readonly kind: 'departs'; readonly format: string; readonly failure: ParseFailure }
  /** It parses, and printing what was parsed gives another text: a fault of abide, never of the kernel. */
  | { readonly kind: 'prints differently'; readonly format: string; readonly offset: number }
  | { readonly kind: 'no grammar' }
  /** The kernel refused to make what was to be read. */
  | { readonly kind: 'not possible here'; readonly errno: string }
  | { readonly kind: 'not readable'; readonly why: Refusal; readonly errno: string }
);

export interface CheckOptions {
  readonly formats: CompiledFormats;
  /** What stands for /proc: a directory (bytes, one char code each), or what was read of one before. */
  readonly root: string | Tree;
  /** The architecture that wrote the texts, as uname says it. */
  readonly arch?: string;
}

/** What was read of a file, and the verdict on it. */
export interface Checked {
  readonly verdict: FileVerdict;
  readonly text?: Bytes;
  /** What the text says, where it conforms. */
  readonly value?: FieldRecord;
}

/**
 * The verdict on `entry`: it is read once, and the most specific formats of its path are tried. Of a directory it says
 * why what is in it cannot be known.
 */
export function checkEntry(entry: Entry, options: CheckOptions): Checked {
  const { path } = entry;
  const tree = typeof options.root === 'string' ? directoryTree(options.root) : options.root;
  if (entry.kind === 'directory') {
    const { errno } = entry;
    return { verdict: { path: `${path}/`, kind: 'not readable', why: tree.refusal(path, errno), errno } };
  }
  const formats = candidates(entry, options);
  const reading = entry.kind === 'link' ? tree.readLink(path) : tree.read(path, mostOf(path));
  if (!reading.ok) return { verdict: { path, kind: 'not readable', why: reading.why, errno: reading.errno } };
  return { text: reading.text, ...judge(path, reading.text, formats) };
}

function candidates({ path, kind }: Entry, { formats, arch }: CheckOptions): readonly Format[] {
  return formatsOf(`/proc/${path}`, formats, arch).filter(({ meta }) => meta.kind === kind);
}

function judge(path: string, text: Bytes, formats: readonly Format[]): Checked {
  const parsed = parseAsAny(formats, text);
  if (parsed === undefined) return { verdict: { path, kind: 'no grammar' } };
  const { format } = parsed;
  if (parsed.ok) return { verdict: printed(path, text, format, parsed.value), value: parsed.value };
  return { verdict: { path, kind: 'departs', format: format.name, failure: parsed.failure } };
}

function printed(path: string, text: Bytes, format: Format, value: FieldRecord): FileVerdict {
  const again = printOf(format, value);
  if (again === text) return { path, kind: 'conforms', format: format.name };
  let offset = 0;
  while (text[offset] === again[offset]) offset++;
  return { path, kind: 'prints differently', format: format.name, offset };
}

function printOf(format: Format, value: FieldRecord): Bytes {
  try {
    return format.print(value);
  } catch (thrown) {
    if (thrown instanceof PrintFailure) return '';
    throw thrown;
  }
}
