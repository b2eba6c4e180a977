/** Structs, field by field, from their layout in spec/types. */
import { type Field, int, struct, type Value, word } from '../../abi/index.js';
import type { Gene } from '../gene.js';
import { lot } from '../lot.js';
import type { Moment } from '../moment.js';
import { chooseConstant, chooseFlags } from './flags.js';
import { chooseLimit } from './identity.js';
import { chooseInteger } from './number.js';
import { chooseProcess } from './process.js';
import { chooseSignal, chooseSignalSet } from './signal.js';
import { chooseInterval, chooseTime } from './time.js';

/** Chooses a field; `name` is what its noun names: a set, a struct. */
type ChooseField = (gene: Gene, moment: Moment, name: string) => Value | undefined;

const HANDLERS = lot([
  [8, word('handler')],
  [3, word('ignore')],
  [2, word('default')],
]);

/** What a field of each noun gets; fields that nobody writes get nothing. */
const FIELDS: Readonly<Record<string, ChooseField>> = {
  handler: (gene) => HANDLERS.draw(gene),
  flags: chooseFlags,
  constant: chooseConstant,
  struct: chooseStruct,
  signal: chooseSignal,
  sigset: chooseSignalSet,
  pid: chooseProcess,
  int: chooseInteger,
  long: chooseInteger,
  limit: chooseLimit,
  restorer: () => undefined,
  padding: () => undefined,
};

/** A struct called `name`. */
export function chooseStruct(gene: Gene, moment: Moment, name: string): Value {
  const fields = moment.abi.structs[name]?.x86_64.fields ?? [];
  const fraction = fractionIn(fields);
  if (fraction !== undefined) return chooseTime(gene, moment, fraction);
  const values = fields.flatMap((field) => {
    const value = chooseField(gene, moment, field);
    return value === undefined ? [] : [[field.name, value] as const];
  });
  return struct(Object.fromEntries(values));
}

function chooseField(gene: Gene, moment: Moment, { name, noun }: Field): Value | undefined {
  const [sort = '', inner = ''] = noun.split(':');
  const fraction = fractionIn(moment.abi.structs[inner]?.x86_64.fields ?? []);
  if (name === INTERVAL && fraction !== undefined) return chooseInterval(gene, fraction);
  const choose = FIELDS[sort];
  return choose === undefined ? int(0) : choose(gene, moment, inner);
}

/** The field of a timer's setting that says how often it expires. */
const INTERVAL = 'interval';

/** What the part of a second is called, in a struct that is a time. */
function fractionIn(fields: readonly Field[]): 'nsec' | 'usec' | undefined {
  return (['nsec', 'usec'] as const).find((name) => fields.some((field) => field.name === name));
}
