/** What the words about alternate stacks do: see src/spec/words/alt-stacks.ts. */
import { int, names, place, struct, type AbiTable, type Value } from '../../abi/index.js';
import type { AltStackWord, Memory } from '../../spec/index.js';
import { integerOf } from '../arguments.js';
import type { Context } from '../context.js';
import { AUTODISARM, DISABLED, NO_ALT_STACK, toldFlags } from '../objects/alt-stack.js';
import type { AltStack } from '../world.js';

/** What a handler's frame takes of it depends on the processor: up to here nobody can be sure that one fits. */
const SURELY_ENOUGH = 16_384n;
/** What lies behind the place `altstack`. */
const SET_ASIDE = 32_768n;
/** Eight bytes of a straddling place: each is an `x`. */
const LETTERS = 0x7878_7878_7878_7878n;

/** The implementations, over the context of one kernel. */
export function altStackWords(
  context: Context,
  abi: AbiTable,
): Record<AltStackWord, (...args: never[]) => unknown> {
  const there = (memory: Memory): AltStack => stackIn(context, abi, memory);
  return {
    alternate_stack: () => told(abi, context.draft.task(context.task).altStack),
    is_stack_mode: (memory: Memory) => MODES.includes(modeOf(there(memory))),
    disables_stack: (memory: Memory) => modeOf(there(memory)) === DISABLED,
    stack_size: (memory: Memory) => there(memory).size,
    is_same_stack: (memory: Memory) => isSame(there(memory), context.draft.task(context.task).altStack),
    is_foreign_stack: (memory: Memory) => {
      const { at, size } = there(memory);
      return !isPlace(at, 'altstack') || size < SURELY_ENOUGH || size > SET_ASIDE;
    },
    set_alternate_stack: (memory: Memory) => {
      const wanted = there(memory);
      const altStack = modeOf(wanted) === DISABLED ? { ...NO_ALT_STACK, flags: wanted.flags } : wanted;
      context.draft.setTask(context.task, { altStack });
      return true;
    },
  };
}

/** Switched on (0, or SS_ONSTACK, which means the same) or off. */
const MODES = [0n, 1n, DISABLED];

function modeOf({ flags }: AltStack): bigint {
  return flags & ~AUTODISARM;
}

function told({ constants, flagSets }: AbiTable, stack: AltStack): Value {
  const flags = toldFlags(stack);
  const set = (flagSets['altstack'] ?? []).filter((name) => ((constants.x86_64[name] ?? 0n) & flags) !== 0n);
  return struct({ sp: stack.at, flags: set.length === 0 ? int(0) : names(...set), size: int(stack.size) });
}

/** The struct that stands there; a page of zeros is one too. */
function stackIn(context: Context, abi: AbiTable, { place: where, value }: Memory): AltStack {
  if (where === 'straddling') return { at: int(LETTERS), flags: BigInt.asUintN(32, LETTERS), size: LETTERS };
  const { sp, flags, size } = value?.kind === 'struct' ? value.fields : {};
  const number = (one: Value | undefined): bigint => (one === undefined ? 0n : integerOf(context, abi, one));
  return {
    at: sp === undefined || (sp.kind === 'int' && sp.value === 0n) ? place('null') : sp,
    flags: BigInt.asUintN(32, number(flags)),
    size: BigInt.asUintN(64, number(size)),
  };
}

function isSame(one: AltStack, other: AltStack): boolean {
  return one.flags === other.flags && one.size === other.size && sameValue(one.at, other.at);
}

function sameValue(one: Value, other: Value): boolean {
  if (one.kind === 'int' && other.kind === 'int') return one.value === other.value;
  if (one.kind !== 'place' || other.kind !== 'place') return false;
  return one.place === other.place && one.size === other.size;
}

function isPlace(value: Value, where: string): boolean {
  return value.kind === 'place' && value.place === where;
}
