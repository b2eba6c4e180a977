/** The growing text of a parser: functions for records and lists, and what they share: leaves, looks, tables. */
import { bytesOf, type ByteSet } from '../../byte-set.js';
import { must } from '../../must.js';
import type { Look } from '../../plan/index.js';

/** A look that may have to go far. */
export type StepsLook = Extract<Look, { kind: 'steps' }>;

export class ProgramText {
  private readonly definitions: string[] = [];
  private readonly names = new Map<string, string>();
  private readonly taken = new Set<string>();
  private lines: string[] = [];
  private depth = 0;
  private count = 0;

  /**
   * @param lookBody the body of a function that answers a look of several steps
   * @param whichBody the body of one that tells which of several does, where the language has such functions
   */
  constructor(
    private readonly lookBody: (look: Look, text: ProgramText) => readonly string[],
    private readonly whichBody?: (looks: readonly StepsLook[], text: ProgramText) => readonly string[],
  ) {}

  /** A line of the present function; it may hold several, and is indented with what stands around it. */
  write(...lines: readonly string[]): void {
    for (const line of lines) this.lines.push(`${'  '.repeat(this.depth)}${line}`);
  }

  /** `head {`, what `body` writes, `}`. */
  block(head: string, body: () => void, end = '}'): void {
    this.write(`${head} {`);
    this.depth++;
    body();
    this.depth--;
    if (end !== '') this.write(end);
  }

  /** The lines that `body` writes, apart. */
  apart(body: () => void): string[] {
    const [lines, depth] = [this.lines, this.depth];
    [this.lines, this.depth] = [[], 0];
    body();
    const apart = this.lines;
    [this.lines, this.depth] = [lines, depth];
    return apart;
  }

  /** Adds a function, or anything else that stands at the top of the program. */
  define(...lines: readonly string[]): void {
    this.definitions.push(withBytes(lines).join('\n'));
  }

  /**
   * The name of a definition: `lines` with the name where they say NAME. What is the same is defined once; `hint` is its
   * name if nothing else has it.
   */
  defined(hint: string, lines: readonly string[]): string {
    const text = withBytes(lines).join('\n');
    let name = this.names.get(text);
    if (name === undefined) {
      name = this.fresh(hint);
      this.names.set(text, name);
      this.definitions.push(text.replace('NAME', name));
    }
    return name;
  }

  /** The name of a table that has 1 for each byte of the set. */
  table(set: ByteSet): string {
    return this.defined('BYTES', [`const NAME = byteTable(${JSON.stringify(bytesOf(set))});`]);
  }

  /** The name of a function of nothing that answers the look. */
  look(look: Look): string {
    const body = this.lookBody(look, this).map((line) => `  ${line}`);
    return this.defined('look', ['function NAME()/*: boolean*/ {', ...body, '}']);
  }

  /** The name of a function of nothing that gives the number of the look that says yes, and -1 if none does. */
  which(looks: readonly StepsLook[]): string {
    const body = must(this.whichBody)(looks, this).map((line) => `  ${line}`);
    return this.defined('which', ['function NAME()/*: number*/ {', ...body, '}']);
  }

  /** A name of the program that nothing else has. */
  fresh(hint: string): string {
    let name = hint;
    for (let i = 2; this.taken.has(name); i++) name = `${hint}${i}`;
    this.taken.add(name);
    return name;
  }

  /** A name for a variable of a function. */
  local(name: string): string {
    return `${name}${this.count++}`;
  }

  /** All definitions, those first that others use. */
  finish(): string {
    return this.definitions.join('\n\n');
  }
}

/** A line behind which the bytes are others: they were read on. */
export const READ_ON = 'b = input;';

/** A function that looks at bytes, with its own `b` for them (runtime.ts). */
function withBytes(lines: readonly string[]): readonly string[] {
  const [head = '', ...body] = lines;
  if (!head.startsWith('function ')) return lines;
  const readsOn = (line: string): boolean => line.trim() === READ_ON;
  if (!body.some((line) => /\bb\[/.test(line))) return lines.filter((line) => !readsOn(line));
  return [head, `  ${body.some(readsOn) ? 'let' : 'const'} b = input;`, ...body];
}
