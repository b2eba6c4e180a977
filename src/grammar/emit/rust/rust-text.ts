/** Bytes, names and comments as Rust. */
import type { Bytes } from '../../../abi/index.js';
import type { Plan } from '../../plan/index.js';

const KEYWORDS = new Set(
  (
    'abstract as async await become box break const continue crate do dyn else enum extern false final fn for gen if impl in ' +
    'let loop macro match mod move mut override priv pub ref return self static struct super trait true try type ' +
    'typeof union unsafe unsized use virtual where while yield'
  ).split(' '),
);

/** Names that generated files use themselves, or that every Rust file has. */
const TYPES = new Set(
  (
    'Bytes Clone Copy Cow Debug Default Drop Each Err Extra Failure Fn FnMut FnOnce From Integer Decimal Into Iterator None Ok ' +
    'Option Parser Register Result Self Send Some Stop String Sync ToOwned ToString Vec Box'
  ).split(' '),
);

/** A name of a plan as one of a field. */
export function fieldName(name: string): string {
  return KEYWORDS.has(name) ? `${name}_` : name;
}

/** `store_bypass` as `StoreBypass`. */
export function typeName(name: string): string {
  const pascal = name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  return TYPES.has(pascal) ? `${pascal}Record` : pascal;
}

/** The name of the module of a format: `proc_pid_stat`. */
export function moduleName({ meta }: Plan): string {
  return meta.name.replace(/[^A-Za-z0-9]+/g, '_').toLowerCase();
}

/** Bytes as a byte string. */
export function byteString(bytes: Bytes): string {
  return `b"${escaped(bytes)}"`;
}

/** Printable ASCII as a string. */
export function rustString(text: string): string {
  return `"${escaped(text)}"`;
}

function escaped(bytes: Bytes): string {
  return bytes.replace(/["\\]|[^ -~]/g, (byte) =>
    byte === '"' || byte === '\\' ? `\\${byte}` : `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

/** A byte: `b'a'`, `0x0a`. */
export function byteLiteral(byte: number): string {
  const char = String.fromCharCode(byte);
  return /[ -~]/.test(char) && char !== "'" && char !== '\\' ? `b'${char}'` : `0x${byte.toString(16)}`;
}

/** The lines of a doc comment of these sentences; `mark` is `///` or `//!`. */
export function rustComment(sentences: readonly string[], indent = '', mark = '///'): string[] {
  return sentences
    .filter((sentence) => sentence !== '')
    .flatMap((sentence) => sentence.split('\n'))
    .map((line) => `${indent}${mark} ${line.replace(/[[\]<>*_`]/g, '\\$&')}`);
}
