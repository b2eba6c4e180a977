/** Structs, field by field, from their layout in spec/types. */
import { type Field, int, struct, type Value, word } from '../../abi/index.js';
import type { Gene } from '../gene.js';
import { lot } from '../lot.js';
import type { Moment } from '../moment.js';
import { chooseFlags } from './flags.js';
import { chooseLimit } from './identity.js';
import { chooseInteger } from './number.js';
import { chooseProcess } from './process.js';
import { chooseSignalSet } from './signal.js';

type ChooseField = (gene: Gene, moment: Moment, noun: string) => Value | undefined;

const HANDLERS = lot([
  [8, word('handler')],
  [3, word('ignore')],
  [2, word('default')],
]);
const FLAGS = 'flags:';

/** What a field of each noun gets; fields that nobody writes get nothing. */
const FIELDS: Readonly<Record<string, ChooseField>> = {
  handler: (gene) => HANDLERS.draw(gene),
  flags: (gene, moment, noun) => chooseFlags(gene, moment, noun.slice(FLAGS.length)),
  sigset: chooseSignalSet,
  pid: chooseProcess,
  int: chooseInteger,
  limit: chooseLimit,
  restorer: () => undefined,
  padding: () => undefined,
};

/** A struct called `name`. */
export function chooseStruct(gene: Gene, moment: Moment, name: string): Value {
  const fields = moment.abi.structs[name]?.x86_64.fields ?? [];
  const values = fields.flatMap((field) => {
    const value = chooseField(gene, moment, field);
    return value === undefined ? [] : [[field.name, value] as const];
  });
  return struct(Object.fromEntries(values));
}

function chooseField(gene: Gene, moment: Moment, { noun }: Field): Value | undefined {
  const choose = noun.startsWith(FLAGS) ? FIELDS['flags'] : FIELDS[noun];
  return choose === undefined ? int(0) : choose(gene, moment, noun);
}
