/** What fuzzing found: a text that a parser must not answer like that. */
import type { Bytes } from '../../src/abi/index.js';
import { quoted } from '../../src/grammar/index.js';

export interface Finding {
  /** The format and, where it matters, the mode. */
  readonly where: string;
  readonly what: string;
  /** Shrunk as far as it could be. */
  readonly text: Bytes;
}

/** So many bytes of a text are shown. */
const SHOWN = 400;

/** A finding, for people. */
export function findingText({ where, what, text }: Finding): string {
  const more = text.length > SHOWN ? ` and ${text.length - SHOWN} bytes more` : '';
  return `${where}: ${what}\n  ${quoted(text.slice(0, SHOWN))}${more}\n`;
}
