/** The growing text of a parser: functions for records and lists, and what they share: leaves, looks, tables. */
import { bytesOf, type ByteSet } from '../../byte-set.js';
import type { Look } from '../../plan/index.js';

export class ProgramText {
  private readonly definitions: string[] = [];
  private readonly names = new Map<string, string>();
  private readonly taken = new Set<string>();
  private lines: string[] = [];
  private depth = 0;
  private count = 0;

  /** @param lookBody the body of a function that answers a look of several steps */
  constructor(private readonly lookBody: (look: Look, text: ProgramText) => readonly string[]) {}

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
    this.definitions.push(lines.join('\n'));
  }

  /**
   * The name of a definition: `lines` with the name where they say NAME. What is the same is defined once; `hint` is its
   * name if nothing else has it.
   */
  defined(hint: string, lines: readonly string[]): string {
    const text = lines.join('\n');
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
