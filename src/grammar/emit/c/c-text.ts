/** Bytes, names and comments as C. */
import type { Bytes } from '../../../abi/index.js';
import type { Plan } from '../../plan/index.js';
import { docComment } from '../typescript/doc-comment.js';

/** Words that are no names in C or C++, and macros that some compilers or headers have. */
const RESERVED = new Set(
  (
    'alignas alignof and asm auto bool break case catch char class compl const constexpr continue default ' +
    'delete do double else enum errno explicit export extern false float for friend goto if inline int linux long ' +
    'mutable namespace new noexcept not nullptr operator or private protected public register restrict return short ' +
    'signed sizeof static struct switch template this throw true try typedef typename union unix unsigned ' +
    'using virtual void volatile while xor'
  ).split(' '),
);

/** A name of a plan as one of C. */
export function memberName(name: string): string {
  return RESERVED.has(name) ? `${name}_` : name;
}

/** The name of the files of a format, without `.c`: `proc-pid-stat`. */
export function fileName({ meta }: Plan): string {
  return meta.name.replaceAll('/', '-');
}

/** What all names of a format begin with: `abide_proc_pid_stat`. */
export function prefixOf({ meta }: Plan): string {
  return `abide_${meta.name.replace(/[^A-Za-z0-9]+/g, '_')}`;
}

/** Bytes as a string literal; `size` many, whatever they are. */
export function cString(bytes: Bytes): string {
  const text = bytes.replace(/[^ !#-[\]-~]|\?/g, (byte) => {
    if (byte === '\n') return '\\n';
    if (byte === '"' || byte === '\\' || byte === '?') return `\\${byte}`;
    return `\\${byte.charCodeAt(0).toString(8).padStart(3, '0')}`;
  });
  return `"${text}"`;
}

/** Bytes as two arguments: a string literal and its size. */
export function sized(bytes: Bytes): string {
  return `${cString(bytes)}, ${bytes.length}`;
}

/** The lines of a comment of these sentences. */
export function cComment(sentences: readonly string[], indent = ''): string[] {
  return docComment(
    sentences.map((sentence) => sentence.replaceAll('/*', '/ *')),
    indent,
  );
}
