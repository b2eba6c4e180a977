/** The rules of a reference parser, as nearley wants them. The only door to `nearley`, with compile-reference.ts. */
import type { CompiledRules, ParserRule } from 'nearley';
import type { Bytes } from '../../abi/index.js';
import { bytesOf, type ByteSet } from '../byte-set.js';
import { textOnly, type Part } from './part.js';

export type Symbols = readonly (string | { readonly literal: Bytes } | { test(byte: string): boolean })[];

/** What a rule gives for its parts, of which the first begins at `at`; nothing if they are no text of it. */
export type Build = (parts: readonly Part[], at: number) => Part | undefined;

/** Thrown inside the parser when it has taken as many steps as it may. */
export class TooManySteps extends Error {}

export class RuleBook {
  private readonly rules: ParserRule[] = [];
  private count = 0;
  /** How many more rules may be completed: a text with very many parses takes very long. */
  stepsLeft = Infinity;

  compiled(start: string): CompiledRules {
    return { Lexer: undefined, ParserRules: this.rules, ParserStart: start };
  }

  /** A new rule; its name. */
  add(name: string, symbols: Symbols, build: Build): string {
    return this.more(this.fresh(name), symbols, build);
  }

  /** One more alternative of the rule `name`; its name. */
  more(name: string, symbols: Symbols, build: Build): string {
    this.rules.push({
      name,
      symbols: [...symbols],
      postprocess: (data: unknown[] = [], at = 0, reject?: object) => {
        if (this.stepsLeft-- <= 0) throw new TooManySteps();
        const parts = data.map((part) => (typeof part === 'string' ? { text: part } : (part as Part)));
        return build(parts, at) ?? reject;
      },
    });
    return name;
  }

  /** A name that no rule has. */
  fresh(name: string): string {
    return `${name}$${this.count++}`;
  }

  /** One of several rules. */
  alternatives(name: string, options: readonly string[]): string {
    const fresh = this.fresh(name);
    for (const option of options) this.more(fresh, [option], ([part]) => part);
    return fresh;
  }

  literal(bytes: Bytes): string {
    return this.add(
      'literal',
      Array.from(bytes).map((byte) => ({ literal: byte })),
      textOnly,
    );
  }

  /** At least `least` (0 or 1) bytes of `set`. */
  run(set: ByteSet, least: 0 | 1): string {
    const name = this.add('run', least === 0 ? [] : [byteTest(set)], textOnly);
    return this.more(name, [name, byteTest(set)], textOnly);
  }

  /** The rule `name` also matches the empty text. */
  orNothing(name: string): string {
    return this.more(name, [], () => ({ text: '' }));
  }
}

/** The symbol that matches one byte of `set`. */
export function byteTest(set: ByteSet): { test(byte: string): boolean } {
  const allowed = new Set(bytesOf(set).map((byte) => String.fromCharCode(byte)));
  return { test: (byte) => allowed.has(byte) };
}
