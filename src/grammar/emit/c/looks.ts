/** Looks as C expressions. */
import type { Look } from '../../plan/index.js';
import type { ProgramText } from '../javascript/program-text.js';
import { bytesTest, byteTest } from './byte-tests.js';
import { lookFunction } from './look-function.js';

/** A condition: what the look asks at `at`. */
export function lookTest(look: Look, text: ProgramText, at = 'p'): string {
  if (look.kind === 'byte') return byteTest(look.set, at, text);
  if (look.kind === 'bytes') return look.any.map((bytes) => `(${bytesTest(bytes, at)})`).join(' || ');
  return `${lookFunction(look, text)}(${at}, end)`;
}
