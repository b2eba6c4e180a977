/** Signal actions: what lowering adds where a scenario installs a handler of the agent (src/agent/README.md). */
import type { Field, Value } from '../abi/index.js';
import type { Word } from './frames.js';
import type { LowerContext } from './lower-context.js';
import { integer, integerWord, numberWord, ZERO } from './lower-word.js';
import { TargetFailure } from './target.js';

/** Distance of the agent's restorers: which of the four is used tells which flags the scenario wrote itself. */
export const ENTRY_BYTES = 16n;

const DISPOSITIONS: Readonly<Record<string, bigint>> = { default: 0n, ignore: 1n };

/** The two flags that a handler of the agent needs. Lifting takes away those that the scenario did not write. */
export function neededFlags(context: Pick<LowerContext, 'abi' | 'arch'>): { info: bigint; restorer: bigint } {
  const constants = context.abi.constants[context.arch];
  return { info: constants['SA_SIGINFO'] ?? 4n, restorer: constants['SA_RESTORER'] ?? 0x0400_0000n };
}

/** The words of those fields of a signal action that depend on whether it installs a handler, by their noun. */
export const ACTION_WORDS: Readonly<
  Record<string, (field: Field, fields: Readonly<Record<string, Value>>, context: LowerContext) => Word>
> = {
  handler: ({ name }, fields, context) => handlerWord(fields[name], context),
  restorer: (_, fields, context) => (isCaught(fields) ? restorerWord(fields['flags'], context) : ZERO),
  'flags:sigaction': ({ name }, fields, context) => {
    const word = fields[name] === undefined ? ZERO : integerWord(fields[name], context);
    return isCaught(fields) ? { ...word, addend: word.addend | added(context) } : word;
  },
};

function added(context: LowerContext): bigint {
  const { info, restorer } = neededFlags(context);
  return info | restorer;
}

function isCaught({ handler }: Readonly<Record<string, Value>>): boolean {
  return handler?.kind === 'word' && handler.word === 'handler';
}

function handlerWord(value: Value | undefined, context: LowerContext): Word {
  if (value === undefined) return ZERO;
  if (value.kind !== 'word') return integerWord(value, context);
  if (value.word === 'handler') return { base: 'handler', slot: 0, addend: 0n };
  const disposition = DISPOSITIONS[value.word];
  if (disposition === undefined) throw new TargetFailure(`${value.word} is no disposition of a signal`);
  return numberWord(disposition);
}

/** The kernel keeps it even when SA_RESETHAND has taken the handler away. */
function restorerWord(flags: Value | undefined, context: LowerContext): Word {
  const written = flags === undefined ? 0n : integer(flags, context);
  const { info, restorer } = neededFlags(context);
  const entry = ((written & info) !== 0n ? 1n : 0n) + ((written & restorer) !== 0n ? 2n : 0n);
  return { base: 'restorer', slot: 0, addend: entry * ENTRY_BYTES };
}
