/** A format, compiled: parsers, printer, sampler and facts of one file under /proc. */
import type { Bytes } from '../abi/index.js';
import { checkChoices } from './check-choices.js';
import { checkShape } from './check-shape.js';
import { withDefaults } from './defaults.js';
import { factsOf, type Facts } from './facts.js';
import { compileParser, type Parsed, type Parser, type Source } from './emit/javascript/compile-parser.js';
import { quoted } from './failure.js';
import type { FormatMeta, FormatTree, Node } from './ir.js';
import { GrammarError, type GrammarProblem } from './notation/problem.js';
import { planOf, type Mode, type Plan } from './plan/index.js';
import { PrintFailure, printValue } from './print.js';
import { rareTexts } from './rare.js';
import { compileReference, type ReferenceParsed } from './reference/compile-reference.js';
import { sampleText, type Draw } from './sample.js';
import { twoParses } from './two-parses.js';
import { saysTheSame, type FieldRecord, type FieldValue } from './value.js';
import { must } from './must.js';

export interface ParseOptions {
  /** `strict` (the default) to judge a kernel; `tolerant` for users of what it prints. */
  readonly mode?: Mode;
}

export interface Format {
  /** `proc/pid/stat`. */
  readonly name: string;
  readonly meta: FormatMeta;
  /** The tree that other back ends walk. */
  readonly root: Node;
  /** The fast parser: one pass, linear time, never throws. */
  parse(text: Bytes | Uint8Array, options?: ParseOptions): Parsed;
  /**
   * The same, but each item of the longest list (`plan().each`) is handed over as soon as it is read, and the list of the
   * value stays empty: memory does not grow with the text, which may come in chunks. Throws what `each` throws.
   */
  parseEach(source: Source, each: (item: FieldValue) => void, options?: ParseOptions): Parsed;
  /** What parsers in all languages do. */
  plan(): Plan;
  /** The reference parser (nearley), strict: slow, and says how many parses there are. */
  parseReference(text: Bytes | Uint8Array): ReferenceParsed;
  /** The text of a value; `parse` of it gives the value again. Throws PrintFailure if no text says it. */
  print(value: FieldRecord): Bytes;
  /** The text of a value of which only some fields are known; the others are as @default says, or 0, or empty. */
  renderWithDefaults(partial: FieldRecord): Bytes;
  /** A text of the format, made of draws: 0 is always the plainest choice. */
  sample(draw: Draw): Bytes;
  /** Texts that each depart from the plainest in one place, in a fixed order. */
  rare(): Iterable<Bytes>;
  facts(): Facts;
}

/**
 * Compiles a resolved grammar. Throws GrammarError with every place where a value would be lost or the fast
 * parser could not choose, and with a text that has two parses, if one is found. Parsers are generated when they are first used.
 */
export function compileFormat(tree: FormatTree): Format {
  const { meta, root } = tree;
  const place = { file: meta.file, line: 1, column: 1 };
  const shapeProblems = checkShape(root, place);
  if (shapeProblems.length > 0) throw new GrammarError(shapeProblems);
  const problems = checkChoices(root, place);
  if (problems.length > 0) throw new GrammarError([...problems, ...ambiguity(root, must(problems[0]))]);
  return new CompiledFormat(meta, root);
}

/** What shows that a grammar with such a problem is ambiguous, if it is. */
function ambiguity(root: Node, { file, line, column }: GrammarProblem): readonly GrammarProblem[] {
  const message = twoParses(root);
  return message === undefined ? [] : [{ file, line, column, message }];
}

class CompiledFormat implements Format {
  private parser: Parser | undefined;
  private planned: Plan | undefined;
  private reference: ((text: Bytes) => ReferenceParsed | undefined) | undefined;

  constructor(
    readonly meta: FormatMeta,
    readonly root: Node,
  ) {}

  get name(): string {
    return this.meta.name;
  }

  parse(text: Bytes | Uint8Array, { mode = 'strict' }: ParseOptions = {}): Parsed {
    return (this.parser ??= compileParser(this.plan())).parse(text, mode);
  }

  parseEach(
    source: Source,
    each: (item: FieldValue) => void,
    { mode = 'strict' }: ParseOptions = {},
  ): Parsed {
    return (this.parser ??= compileParser(this.plan())).parseEach(source, each, mode);
  }

  plan(): Plan {
    return (this.planned ??= planOf({ meta: this.meta, root: this.root }));
  }

  parseReference(text: Bytes | Uint8Array): ReferenceParsed {
    return must((this.reference ??= compileReference(this.root))(toBytes(text)));
  }

  print(value: FieldRecord): Bytes {
    const text = printValue(this.root, value);
    const strict = this.parse(text);
    const back = strict.ok ? strict : this.parse(text, { mode: 'tolerant' });
    if (!back.ok || !saysTheSame(back.value, value)) throw new PrintFailure('', this.unsaid(text, strict));
    return text;
  }

  private unsaid(text: Bytes, parsed: Parsed): string {
    const shown = parsed.ok ? text : text.slice(0, parsed.failure.offset + 20);
    return `no text of ${this.name} says this (${quoted(shown.slice(-60))})`;
  }

  renderWithDefaults(partial: FieldRecord): Bytes {
    return this.print(withDefaults(this.root, partial));
  }

  sample(draw: Draw): Bytes {
    return sampleText(this.root, draw);
  }

  rare(): Iterable<Bytes> {
    return rareTexts(this.root);
  }

  facts(): Facts {
    return factsOf({ meta: this.meta, root: this.root });
  }
}

/** A byte string of what was read; one char code a byte. */
export function toBytes(text: Bytes | Uint8Array): Bytes {
  if (typeof text === 'string') return text;
  return Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('latin1');
}
