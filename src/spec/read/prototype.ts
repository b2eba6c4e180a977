/** The C prototype of a call, read as far as a listed call needs it: the names and the widths of its arguments. */
import { int, type Argument } from '../../abi/index.js';

/**
 * The arguments of a prototype as plain words with the default 0; `undefined` where the text is no prototype.
 *
 * A listed call can so be made with any words; what it means is not said.
 */
export function prototypeArguments(prototype: string): Argument[] | undefined {
  const list = /^[^()]*\((.*)\)\s*;?$/s.exec(prototype.trim())?.[1];
  if (list === undefined) return undefined;
  const parameters = splitParameters(list);
  const wanted = parameters.filter(
    (parameter) => parameter !== 'void' && parameter !== '' && parameter !== '...',
  );
  const types = wanted.flatMap((parameter) => argumentOf(parameter) ?? []);
  return types.length === wanted.length ? types : undefined;
}

/** At the commas that are in no parentheses. */
function splitParameters(list: string): string[] {
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  for (const character of list) {
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (character === ',' && depth === 0) {
      parts.push(part);
      part = '';
    } else {
      part += character;
    }
  }
  return [...parts, part].map((parameter) => parameter.trim());
}

const NARROW =
  /^(unsigned( int)?|int|pid_t|uid_t|gid_t|mode_t|u32|__u32|uint32_t|umode_t|key_t|clockid_t|timer_t|fd)$/;

/** `int fd`, `char *const *argv`, `int fildes[2]`, `void (*handler)(int)`: the last word that stands for itself. */
function argumentOf(parameter: string): Argument | undefined {
  const pointer = /\(\s*\*\s*(\w+)\s*\)/.exec(parameter)?.[1];
  const [, type = '', last, array] = /^(.*[\s*])(\w+)\s*(\[[^\]]*\])?$/s.exec(parameter) ?? [];
  const name = pointer ?? last;
  if (name === undefined) return undefined;
  const narrow = array === undefined && NARROW.test(type.trim());
  const noun = narrow ? (/^_*u/.test(type) ? 'uint' : 'int') : 'word';
  return {
    name,
    type: { kind: 'integer', noun, bits: narrow ? 32 : 64, signed: noun === 'int' },
    default: int(0),
  };
}
