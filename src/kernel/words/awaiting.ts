/** What the words about awaited signals do: see src/spec/words/awaiting.ts. */
import {
  ANY,
  int,
  infoFields,
  names,
  struct,
  type AbiTable,
  type SignalInfo,
  type Value,
} from '../../abi/index.js';
import type { AwaitingWord, SignalSet } from '../../spec/index.js';
import type { Context } from '../context.js';
import { nextAwaited, startAwaiting, takeAwaited } from '../objects/awaiting.js';
import { statusSignal } from '../objects/child-info.js';
import type { PendingSignal } from '../world.js';

/** The implementations, over the context of one kernel. */
export function awaitingWords(
  context: Context,
  abi: AbiTable,
): Record<AwaitingWord, (...args: never[]) => unknown> {
  return {
    await_signals: ({ mask }: SignalSet) => {
      startAwaiting(context.draft, context.task, mask);
      return true;
    },
    has_awaited: ({ mask }: SignalSet) => nextAwaited(context.draft, context.task, mask) !== undefined,
    awaited_info: ({ mask }: SignalSet) => {
      const one = nextAwaited(context.draft, context.task, mask);
      return one === undefined ? int(0) : siginfoValue(abi, one);
    },
    take_awaited: ({ mask }: SignalSet) =>
      BigInt(takeAwaited(context.draft, context.task, mask)?.signal ?? 0),
  };
}

/** A whole siginfo. A field that the model does not know can be anything. */
function siginfoValue(abi: AbiTable, { signal, info }: PendingSignal): Value {
  const code = Number(abi.constants.x86_64[info.code] ?? info.code);
  const told = infoFields(signal, code).map((name) => [name, fieldOf(info, name)] as const);
  return struct({
    signo: names(statusSignal(signal)),
    errno: info.errno ?? int(0),
    code: info.code in abi.constants.x86_64 ? names(info.code) : int(code),
    ...Object.fromEntries(told),
  });
}

function fieldOf(info: SignalInfo, name: string): Value {
  return (info as unknown as Readonly<Record<string, Value | undefined>>)[name] ?? ANY;
}
