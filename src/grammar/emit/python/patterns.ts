/** Looks, sets and words as regular expressions. None of them tries a text in two ways: they take linear time. */
import { ANY_BYTE, EMPTY, rangesOf, type ByteSet } from '../../byte-set.js';
import type { Bytes } from '../../../abi/index.js';
import type { Look } from '../../plan/index.js';
import { hasEnd } from '../go/go-text.js';
import type { PythonText } from './python-text.js';

/** A condition: what the look asks at the present place. */
export function lookTest(look: Look, text: PythonText): string {
  return `${matcher('LOOK', lookPattern(look), text)}(p.b, p.at) is not None`;
}

/** The name of a function that matches a pattern at a place. */
export function matcher(hint: string, pattern: string, text: PythonText): string {
  return text.defined(hint, `re.compile(rb"${pattern}").match`);
}

function lookPattern(look: Look): string {
  if (look.kind === 'byte') return setPattern(look.set);
  if (look.kind === 'bytes') return look.any.map(bytesPattern).join('|');
  const groups = { count: 0 };
  return look.any.map((steps) => stepsPattern(steps, groups)).join('|');
}

type Steps = Extract<Look, { kind: 'steps' }>['any'][number];

function stepsPattern(steps: Steps, groups: { count: number }): string {
  return steps
    .map(({ set, run }, index) => {
      const pattern = setPattern(set);
      const next = steps[index + 1];
      if (!run || next === undefined) return pattern;
      if ((next.set & set) === EMPTY) return `${pattern}+`;
      groups.count++;
      return `(?=(${pattern}+))(?:\\${groups.count})`;
    })
    .join('');
}

/** One byte of the set, or the end of the text if that is in it. */
export function setPattern(set: ByteSet): string {
  const ranges = rangesOf(set & ANY_BYTE);
  const bytes = ranges.map(([from, to]) => (from === to ? hex(from) : `${hex(from)}-${hex(to)}`)).join('');
  if (ranges.length === 0) return hasEnd(set) ? '\\Z' : '(?!)';
  return hasEnd(set) ? `(?:[${bytes}]|\\Z)` : `[${bytes}]`;
}

/** These bytes and no others. */
export function bytesPattern(bytes: Bytes): string {
  return Array.from(bytes)
    .map((byte) => (/[A-Za-z0-9_]/.test(byte) ? byte : hex(byte.charCodeAt(0))))
    .join('');
}

function hex(byte: number): string {
  const char = String.fromCharCode(byte);
  return /[A-Za-z0-9_]/.test(char) ? char : `\\x${byte.toString(16).padStart(2, '0')}`;
}
