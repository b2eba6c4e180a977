/** The growing text of a Go file: lines as gofmt writes them, and what its functions share. */
import { ANY_BYTE, END, EMPTY, rangesOf, type ByteSet } from '../../byte-set.js';
import type { Bytes } from '../../../abi/index.js';

export class GoText {
  private readonly definitions: string[] = [];
  private readonly names = new Map<string, string>();
  private readonly taken = new Set<string>();
  private lines: string[] = [];
  private depth = 0;
  private count = 0;

  /** @param prefix what the names of all definitions begin with: files of a package share their names */
  constructor(private readonly prefix: string) {}

  write(...lines: readonly string[]): void {
    for (const line of lines) this.lines.push(line === '' ? '' : '\t'.repeat(this.depth) + line);
  }

  /** `head {`, what `body` writes, `}`. */
  block(head: string, body: () => void, end = '}'): void {
    this.write(`${head} {`);
    this.indented(body);
    this.write(end);
  }

  /** What `body` writes, one step to the right. */
  indented(body: () => void): void {
    this.depth++;
    body();
    this.depth--;
  }

  /** The name of a variable of the package: `value` under `hint`, or under another name what is the same. */
  defined(hint: string, value: string): string {
    let name = this.names.get(value);
    if (name === undefined) {
      name = this.fresh(hint);
      this.names.set(value, name);
      this.definitions.push(`var ${name} = ${value}`);
    }
    return name;
  }

  /** The name of a set of bytes; the end of the text is not part of it. */
  set(set: ByteSet): string {
    const ranges = rangesOf(set & ANY_BYTE).flat();
    return this.defined('Set', `newSet(${goString(String.fromCharCode(...ranges))})`);
  }

  /** A name for a variable of a function. */
  local(name: string): string {
    return `${name}${this.count++}`;
  }

  /** All lines so far, and all definitions behind them. */
  finish(): string {
    return [this.lines.join('\n'), ...this.definitions].join('\n\n');
  }

  private fresh(hint: string): string {
    let name = `${this.prefix}${hint}`;
    for (let i = 2; this.taken.has(name); i++) name = `${this.prefix}${hint}${i}`;
    this.taken.add(name);
    return name;
  }
}

/** Whether the end of the text is in the set. */
export function hasEnd(set: ByteSet): boolean {
  return (set & END) !== EMPTY;
}

const ESCAPED: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\\': '\\\\' };

/** Bytes as a string literal. */
export function goString(bytes: Bytes): string {
  return `"${escaped(bytes, '"')}"`;
}

/** One byte as a literal. */
export function goByte(byte: Bytes): string {
  return `'${escaped(byte, "'")}'`;
}

function escaped(bytes: Bytes, quote: string): string {
  return Array.from(bytes)
    .map((byte) => {
      if (byte === quote) return `\\${quote}`;
      if (byte >= ' ' && byte <= '~') return ESCAPED[byte] ?? byte;
      return ESCAPED[byte] ?? `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`;
    })
    .join('');
}
