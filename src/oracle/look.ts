/** Looking: the text of a /proc file against its grammar and against what the model knows of the process. */
import { signalNumber, type ClauseId, type Event, type Value } from '../abi/index.js';
import type { ProcFacts } from '../kernel/index.js';
import { describeValue } from './describe.js';
import type { Departure, FieldValue, Fields, Formats } from './formats.js';
import { matchValue, type MatchContext } from './match-value.js';
import type { Numbers } from './numbers.js';

type Seen = Extract<Event, { kind: 'seen' }>;

/** The text agrees, with these numbers; or the clause that it breaks, and how. */
export type Looked =
  | { readonly ok: true; readonly numbers: Numbers }
  | { readonly ok: false; readonly clause: ClauseId; readonly difference: string };

/**
 * Compares the text that was read with `facts`, what /proc shows of the process as far as the model knows.
 *
 * A departure from the grammar breaks `proc/pid/<file>/grammar`, a field breaks `proc/pid/<file>/<field>`.
 * A file without a grammar, or one that gave an errno, has nothing to be compared.
 */
export function matchText(
  seen: Seen,
  facts: ProcFacts | undefined,
  formats: Formats,
  numbers: Numbers,
  context: MatchContext,
): Looked {
  const format = `proc/pid/${seen.file}`;
  const text = seen.errno === undefined ? formats.get(format)?.parse(seen.text) : undefined;
  if (text === undefined) return { ok: true, numbers };
  if (!text.ok) {
    return {
      ok: false,
      clause: `${format}/grammar`,
      difference: `/${format} departs from its grammar: ${departure(text.failure)}`,
    };
  }
  let known = numbers;
  for (const [field, fact] of Object.entries(facts?.[format] ?? {})) {
    const shown = text.value[field];
    const next = matchValue(fact, asValue(shown, fact), known, context);
    if (next === undefined) {
      const difference = `/${format} of ${seen.actor} shows ${field} as ${plain(shown)}, allowed is ${describeValue(fact)}`;
      return { ok: false, clause: `${format}/${field}`, difference };
    }
    known = next;
  }
  return { ok: true, numbers: known };
}

/** A parsed field in the form in which the model states it. */
function asValue(shown: FieldValue, fact: Value): Value {
  if (typeof shown === 'bigint' || typeof shown === 'number') {
    const value = BigInt(shown);
    return fact.kind === 'list' ? signalSet(value, fact) : { kind: 'int', value };
  }
  if (typeof shown === 'string')
    return fact.kind === 'word' ? { kind: 'word', word: shown } : { kind: 'bytes', bytes: shown };
  if (Array.isArray(shown)) {
    const pattern: Value = fact.kind === 'list' ? (fact.items[0] ?? NONE) : NONE;
    return { kind: 'list', items: shown.map((item: FieldValue) => asValue(item, pattern)) };
  }
  if (shown !== undefined && fact.kind === 'struct') return fieldsOf(shown as Fields, fact);
  return NONE;
}

/** As many of the parsed fields as the fact speaks of. */
function fieldsOf(shown: Fields, fact: Extract<Value, { kind: 'struct' }>): Value {
  const fields = Object.entries(fact.fields).map(
    ([name, inner]) => [name, asValue(shown[name], inner)] as const,
  );
  return { kind: 'struct', fields: Object.fromEntries(fields) };
}

const NONE: Value = { kind: 'struct', fields: {} };

/** The fact itself where it stands for the same 64 bits, else the bits as they are. */
function signalSet(bits: bigint, fact: Extract<Value, { kind: 'list' }>): Value {
  let expected = 0n;
  for (const item of fact.items) {
    const number = item.kind === 'names' ? signalNumber(item.names[0] ?? '') : undefined;
    if (number === undefined) return { kind: 'int', value: bits };
    expected |= 1n << BigInt(number - 1);
  }
  return expected === bits ? fact : { kind: 'int', value: bits };
}

function departure({ line, column, expected, found }: Departure): string {
  return `line ${line}, column ${column}: ${found} stands where ${expected.slice(0, 3).join(' or ')} is due`;
}

function plain(shown: FieldValue): string {
  return shown === undefined
    ? 'nothing'
    : JSON.stringify(shown, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}
