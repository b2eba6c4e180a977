/** Structs, field by field, from their layout in spec/types. */
import {
  type Field,
  int,
  list,
  names,
  place,
  type Pointer,
  struct,
  type Value,
  word,
} from '../../abi/index.js';
import type { Gene } from '../gene.js';
import { lot } from '../lot.js';
import type { Moment } from '../moment.js';
import { chooseCloneArgs } from './clone.js';
import { chooseConstant, chooseFlags } from './flags.js';
import { chooseLimit } from './identity.js';
import { chooseInteger, chooseSize, chooseWord } from './number.js';
import { chooseAddress, chooseBadOut } from './place.js';
import { chooseProcess } from './process.js';
import { chooseEvent } from './siginfo.js';
import { chooseSignal, chooseSignalSet } from './signal.js';
import { chooseInterval, chooseTime } from './time.js';

/** Chooses a field; `name` is what its noun names: a set, a struct. */
type ChooseField = (gene: Gene, moment: Moment, name: string) => Value | undefined;

const HANDLERS = lot([
  [8, word('handler')],
  [3, word('ignore')],
  [2, word('default')],
]);

/** Sets with a name for one number among many. */
const NUMBERED: Readonly<Record<string, ChooseField>> = { limit: chooseLimit };

/** What a field of each noun gets; fields that nobody writes get nothing. */
const FIELDS: Readonly<Record<string, ChooseField>> = {
  handler: (gene) => HANDLERS.draw(gene),
  flags: chooseFlags,
  constant: (gene, moment, set) => (NUMBERED[set] ?? chooseConstant)(gene, moment, set),
  struct: chooseStruct,
  signal: chooseSignal,
  sigset: chooseSignalSet,
  pid: chooseProcess,
  int: chooseInteger,
  long: chooseInteger,
  ulong: chooseWord,
  size: chooseSize,
  address: chooseAddress,
  restorer: () => undefined,
  padding: () => undefined,
};

/** Structs whose fields go together. */
const WHOLE: Readonly<Record<string, (gene: Gene, moment: Moment) => Value>> = {
  clone_args: chooseCloneArgs,
  sigevent: chooseEvent,
  stack: chooseStack,
  rlimit: (gene) => struct({ cur: chooseLimit(gene), max: chooseLimit(gene) }),
};

/** A struct called `name`. */
export function chooseStruct(gene: Gene, moment: Moment, name: string): Value {
  const whole = WHOLE[name];
  if (whole !== undefined) return whole(gene, moment);
  const fields = moment.abi.structs[name]?.x86_64.fields ?? [];
  const fraction = fractionIn(fields);
  if (fraction !== undefined) return chooseTime(gene, moment, fraction);
  const values = fields.flatMap((field) => {
    const value = chooseField(gene, moment, field);
    return value === undefined ? [] : [[field.name, value] as const];
  });
  return struct(Object.fromEntries(values));
}

function chooseField(gene: Gene, moment: Moment, { name, noun, pointer }: Field): Value | undefined {
  if (pointer !== undefined) return choosePointer(gene, pointer);
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

/** What a pointer within a struct points to. */
function choosePointer(gene: Gene, { direction }: Pointer): Value {
  if (gene.once(8)) return chooseBadOut(gene);
  return direction === 'in' ? list([chooseInteger(gene)]) : word('out');
}

const STACK_SIZES = lot([
  [8, 32768],
  [3, 16384],
  [2, 2047],
  [1, 0],
]);
const STACK_FLAGS = lot<Value>([
  [8, int(0)],
  [3, names('SS_DISABLE')],
  [2, names('SS_AUTODISARM')],
  [1, names('SS_ONSTACK')],
  [1, int(4)],
]);

/** An alternate stack: the agent's own place for it, so that a handler can run there. */
function chooseStack(gene: Gene): Value {
  const flags = STACK_FLAGS.draw(gene);
  return struct({ sp: place('altstack'), flags, size: int(STACK_SIZES.draw(gene)) });
}
