/** What the words about cells and futexes do: see src/spec/words/futexes.ts. */
import { ANY, isOwn, place as placeValue } from '../../abi/index.js';
import type { FutexWord, Memory } from '../../spec/index.js';
import { ownProcess, type Context } from '../context.js';
import { ModelBug } from '../draft.js';
import { futexKey, joinQueue, moveQueue, wakeQueue } from '../objects/futex.js';
import { changeOf, changed, comparisonOf, compares } from '../objects/wake-op.js';
import { isAnybodysNumber, ownerOf, taskOf } from '../objects/pid.js';
import { memoryOf, readCell, writeCell } from '../objects/memory.js';
import { decodeSymbol } from '../symbols.js';
import type { Cell, Memory as MemoryState } from '../world.js';

/** A futex is four bytes wide. */
const WORD_BITS = 32;
const WORD_BYTES = 4;

/** The bits of a robust futex that are the number of its owner (FUTEX_TID_MASK). */
const TID_MASK = 0x3fff_ffffn;

/** The implementations, over the context of one kernel. */
export function futexWords(context: Context): Record<FutexWord, (...args: never[]) => unknown> {
  return {
    ...placeWords(),
    ...cellWords(context),
    ...numberWords(),
    ...sleepWords(context),
    ...robustWords(context),
    ...wakeOpWords(),
  };
}

/** The cell that an address is of, if it is of one. */
export function cellAt({ place, room }: Memory): Cell | undefined {
  return place === 'private' || place === 'shared' ? { place, index: room } : undefined;
}

function placeWords() {
  const isMapped = (memory: Memory): boolean => {
    if (memory.place === 'straddling') return memory.room >= WORD_BYTES;
    return memory.place !== 'null' && memory.place !== 'unmapped';
  };
  return {
    is_cell: (memory: Memory) => cellAt(memory) !== undefined,
    is_misaligned: (memory: Memory, bytes: bigint) =>
      memory.place === 'straddling' && memory.room % Number(bytes) !== 0,
    is_mapped: isMapped,
    is_changeable: (memory: Memory) => isMapped(memory) && memory.place !== 'read-only',
  };
}

function cellWords(context: Context) {
  const read = (memory: Memory): bigint => {
    const cell = cellAt(memory);
    return cell === undefined ? 0n : readCell(context.draft, context.task, cell);
  };
  const write = (memory: Memory, value: bigint): true => {
    writeCell(context.draft, context.task, knownCell(memory), value);
    return true;
  };
  return {
    cell: read,
    cell_word: (memory: Memory) => BigInt.asUintN(WORD_BITS, read(memory)),
    set_cell: write,
    set_cell_word: (memory: Memory, value: bigint) =>
      write(memory, ((read(memory) >> 32n) << 32n) | BigInt.asUintN(WORD_BITS, value)),
  };
}

function numberWords() {
  const number = (word: bigint): bigint => word & TID_MASK;
  const isChosen = (word: bigint): boolean => decodeSymbol(number(word)) !== undefined;
  const couldBe = (word: bigint): boolean => isAnybodysNumber(number(word));
  return {
    is_chosen_number: isChosen,
    may_be_equal: (one: bigint, other: bigint) =>
      ((one ^ other) & ~TID_MASK) === 0n &&
      ((isChosen(one) && couldBe(other)) || (couldBe(one) && isChosen(other))),
  };
}

function sleepWords(context: Context) {
  const key = (memory: Memory, own: boolean): string =>
    futexKey(context.draft, context.task, knownCell(memory), own);
  return {
    sleep_on: (memory: Memory, own: boolean, bitset: bigint) =>
      BigInt(joinQueue(context.draft, context.task, key(memory, own), bitset)),
    was_woken: (token: bigint) => !context.draft.futexWaits.has(Number(token)),
    wake: (memory: Memory, own: boolean, wanted: bigint, bitset: bigint) =>
      cellAt(memory) === undefined
        ? 0n
        : BigInt(wakeQueue(context.draft, key(memory, own), Number(wanted), bitset)),
    wake_and_move: (from: Memory, to: Memory, own: boolean, woken: bigint, moved: bigint) =>
      cellAt(from) === undefined || cellAt(to) === undefined
        ? 0n
        : BigInt(moveQueue(context.draft, key(from, own), key(to, own), Number(woken), Number(moved))),
  };
}

function wakeOpWords() {
  return {
    futex_change: changeOf,
    futex_comparison: comparisonOf,
    changed_word: changed,
    compares,
  };
}

function robustWords(context: Context) {
  return {
    register_robust: ({ place, room }: Memory) => {
      if (place === 'valid') throw new ModelBug('a list lies where no call lays anything down');
      const robust = { kind: 'place', place, ...(room === Infinity ? {} : { size: room }) } as const;
      context.draft.setTask(context.task, { robust: place === 'null' ? undefined : robust });
      return true;
    },
    robust_list_of: (number: bigint) => {
      const owner = number === 0n ? undefined : ownerOf(context.draft, number, ownProcess(context));
      const thread = owner === undefined ? context.task : taskOf(context.draft, owner);
      const robust = thread === undefined ? undefined : context.draft.tasks.get(thread)?.robust;
      if (robust === undefined) return placeValue('null');
      return isOwn(robust.place) ? robust : ANY;
    },
    registered_barriers: () => barriersOf(context).barriers,
    register_barrier: (command: bigint) => {
      const memory = barriersOf(context);
      const { memory: id } = context.draft.task(context.task);
      context.draft.memories.set(id, { ...memory, barriers: memory.barriers | command });
      return true;
    },
  };
}

function barriersOf({ draft, task }: Context): MemoryState {
  return memoryOf(draft, draft.task(task).memory);
}

function knownCell(memory: Memory): Cell {
  const cell = cellAt(memory);
  if (cell === undefined) throw new ModelBug(`a place ${memory.place} is no cell`);
  return cell;
}
