/**
 * The reference parser: the grammar as plain context-free rules over single bytes, for nearley's Earley
 * parser. Slow, but it sees every parse: it proves that a text has exactly one.
 */
import nearley from 'nearley';
import type { Bytes } from '../../abi/index.js';
import { failureAt, type ParseFailure } from '../failure.js';
import type { Node } from '../ir.js';
import { must } from '../must.js';
import type { FieldRecord } from '../value.js';
import type { Part } from './part.js';
import { TooManySteps } from './rule-book.js';
import { TreeRules } from './tree-rules.js';

export type ReferenceParsed =
  | {
      readonly ok: true;
      readonly value: FieldRecord;
      /** How many parses there are: 1. */
      readonly parses: number;
      /** What another parse says, if there are several. */
      readonly other?: FieldRecord;
    }
  | { readonly ok: false; readonly failure: ParseFailure };

/** Where one list counts another, parsers are made for lists of up to so many elements; then for longer ones. */
const SHORT_LIST = 8;

/**
 * The reference parser of `root` in strict mode. Never throws; its failures say where, not what was expected. With
 * `mostSteps` it gives up behind so many steps, and says `undefined`: a text with very many parses takes very long.
 */
export function compileReference(
  root: Node,
  mostSteps = Infinity,
): (text: Bytes) => ReferenceParsed | undefined {
  const parsers = new Map<number, Earley>();
  return (text) => {
    for (let bound = SHORT_LIST; ; bound *= 2) {
      let parser = parsers.get(bound);
      if (!parser) parsers.set(bound, (parser = new Earley(root, bound)));
      const parsed = parser.parse(text, mostSteps);
      if (!parser.mayBeLonger || bound > text.length) return parsed;
    }
  };
}

class Earley {
  private readonly rules: TreeRules;
  private readonly grammar: nearley.Grammar;

  constructor(root: Node, bound: number) {
    this.rules = new TreeRules(root, bound);
    this.grammar = nearley.Grammar.fromCompiled(this.rules.book.compiled(this.rules.record(root)));
  }

  /** Whether a list of the last text was as long as this parser's may be. */
  get mayBeLonger(): boolean {
    return this.rules.reachedBound;
  }

  parse(text: Bytes, mostSteps: number): ReferenceParsed | undefined {
    this.rules.text = text;
    this.rules.reachedBound = false;
    this.rules.book.stepsLeft = mostSteps;
    try {
      return parsedOf(text, new nearley.Parser(this.grammar).feed(text).results as Part[]);
    } catch (thrown) {
      if (thrown instanceof TooManySteps) return undefined;
      return { ok: false, failure: failureAt(text, (thrown as { offset: number }).offset, ['another byte']) };
    }
  }
}

function parsedOf(text: Bytes, results: readonly Part[]): ReferenceParsed {
  if (results.length === 0) return { ok: false, failure: failureAt(text, text.length, ['more text']) };
  const [value, other] = results.map((part) => part.value as FieldRecord);
  return { ok: true, value: must(value), parses: results.length, ...(other ? { other } : {}) };
}
