/** Paths, vectors of strings, bytes. */
import { bytes, list, type Pointee, type Value } from '../../abi/index.js';
import type { Gene } from '../gene.js';
import { lot, type Lot } from '../lot.js';
import type { Moment } from '../moment.js';
import { chooseProcName, chooseProcPath } from './proc-path.js';

/** The one executable that a scenario's root has. */
const PROGRAM = '/bin/agent';
const LONG_NAME = 'n'.repeat(256);
const LONG_PATH = './'.repeat(2048) + 'a';

const PATHS = lotOfBytes([
  [14, 'a'],
  [5, 'b'],
  [4, '/dev/null'],
  [2, '.'],
  [2, 'nope'],
  [2, PROGRAM],
  [1, 'a/x'],
  [1, ''],
  [1, '/'],
  [1, '/work/a'],
  [1, 'a/'],
  [1, LONG_NAME],
  [1, LONG_PATH],
]);
const PROGRAMS = lotOfBytes([
  [16, PROGRAM],
  [2, 'nope'],
  [2, 'a'],
  [1, '.'],
  [1, '/dev/null'],
  [1, ''],
  [1, 'a/x'],
  [1, `${PROGRAM}/x`],
  [1, LONG_NAME],
  [1, LONG_PATH],
]);
const BYTES = lotOfBytes([
  [6, 'x'],
  [4, 'abc'],
  [2, ''],
  [1, '\x00\xff\n'],
  [2, 'y'.repeat(4096)],
  [1, 'z'.repeat(4097)],
  [2, 'u'.repeat(65536)],
  [1, 'v'.repeat(70000)],
  [1, '#!/nope\n'],
]);
const ARGUMENTS = lotOfStrings([
  [6, ['agent']],
  [3, ['agent', 'x']],
  [2, []],
  [1, ['']],
  [1, ['agent', 'long'.repeat(8192)]],
]);
const ENVIRONMENTS = lotOfStrings([
  [6, []],
  [2, ['K=v']],
  [1, ['K=v', '']],
]);

/** A string: a path (of a program, where the call replaces the image), or a name, for which any path does. */
export function chooseString(
  gene: Gene,
  moment: Moment,
  { path }: Extract<Pointee, { kind: 'string' }>,
): Value {
  const { signature, chosen } = moment;
  if (signature.replaces) return PROGRAMS.draw(gene);
  if (path !== true) return PATHS.draw(gene);
  if (chosen.at(-1)?.kind === 'int' && gene.once(2)) return chooseProcName(gene, moment);
  return gene.once(6) ? chooseProcPath(gene, moment) : PATHS.draw(gene);
}

/** A vector of strings: the first of a call is argv, the next envp. */
export function chooseStrings(gene: Gene, { chosen }: Moment): Value {
  return (chosen.some(({ kind }) => kind === 'list') ? ENVIRONMENTS : ARGUMENTS).draw(gene);
}

/** Bytes to be written. */
export function chooseBytes(gene: Gene): Value {
  return BYTES.draw(gene);
}

function lotOfBytes(entries: readonly (readonly [number, string])[]): Lot<Value> {
  return lot(entries.map(([weight, text]) => [weight, bytes(text)]));
}

function lotOfStrings(entries: readonly (readonly [number, readonly string[]])[]): Lot<Value> {
  return lot(entries.map(([weight, texts]) => [weight, list(texts.map((text) => bytes(text)))]));
}
