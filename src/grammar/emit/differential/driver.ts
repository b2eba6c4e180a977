/**
 * The driver of a language, for tests: a program around generated parsers that answers what they say of texts.
 *
 * Standard input is a sequence of questions: a line of three words with one space between, and so many bytes:
 *
 *     proc/pid/stat strict 312\n<312 bytes>
 *
 * The words are the name of a format, a mode, and the length of the text. Modes are `strict` and `tolerant` (parse),
 * and `strict-each` and `tolerant-each` (parseEach: the items that it handed over). At the end of input the program ends
 * with status 0. Each question is answered by one line on standard output, in order (buffered: flush at the end):
 *
 *     ok <JSON of the value>                               parse
 *     ok [<JSON of the items, in order>]                   parseEach
 *     fail <offset> <line> <column> <JSON array of the words of the expectation>
 *
 * The JSON is canonical, so that answers are compared as they stand. No spaces or newlines between its parts, and
 *   integers     all their digits, no quotes, whatever their size
 *   decimals     of 32 bits: the number with exactly `digits` decimals; of 64 bits: the integer
 *   bytes, words a string: `"` and `\` with a backslash, every byte below 0x20 or above 0x7e as \u00xx (lower case
 *                hex), other bytes as they are
 *   lists        [1,2]
 *   records      the fields that are there, in the order of the record type, by their labels (as strings, escaped like bytes);
 *                at the end "extra", if anything was kept: a record of strings with its keys in the order of their bytes;
 *                of a key that was kept twice the last text
 */
import type { Plan } from '../../plan/index.js';
import type { EmittedFile, Emitter } from '../emitter.js';

/** A command and its arguments; the paths in it are relative to the directory with the files. */
export type CommandLine = readonly [command: string, ...args: string[]];

export interface Driver {
  readonly emitter: Emitter;
  /** Succeeds where the language is installed: `['rustc', '--version']`. */
  readonly probe: CommandLine;
  /** The driver program, besides the files of the emitter. */
  readonly files: (plans: readonly Plan[]) => readonly EmittedFile[];
  /** What builds it, in this order, with every warning an error; none if nothing is to be built. */
  readonly build: readonly CommandLine[];
  readonly run: CommandLine;
}
