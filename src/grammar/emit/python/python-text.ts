/** The growing text of a Python module. */
import type { Bytes } from '../../../abi/index.js';
import { goString } from '../go/go-text.js';

export class PythonText {
  private readonly definitions: string[] = [];
  private readonly names = new Map<string, string>();
  private readonly counts = new Map<string, number>();
  private lines: string[] = [];
  private depth = 0;
  private count = 0;

  write(...lines: readonly string[]): void {
    for (const line of lines) this.lines.push(line === '' ? '' : '    '.repeat(this.depth) + line);
  }

  /** `head:`, and what `body` writes; `pass` if that is nothing. */
  block(head: string, body: () => void): void {
    this.write(`${head}:`);
    const before = this.lines.length;
    this.depth++;
    body();
    if (this.lines.length === before) this.write('pass');
    this.depth--;
  }

  /** The name of a variable of the module; what has the same value is defined once. */
  defined(hint: string, value: string): string {
    let name = this.names.get(value);
    if (name === undefined) {
      const number = (this.counts.get(hint) ?? 0) + 1;
      this.counts.set(hint, number);
      name = `_${hint}${number}`;
      this.names.set(value, name);
      this.definitions.push(`${name} = ${value}`);
    }
    return name;
  }

  /** A name for a variable of a function. */
  local(name: string): string {
    return `${name}${this.count++}`;
  }

  /** All lines so far, and what they need, which is to stand before they run. */
  finish(): { lines: readonly string[]; definitions: readonly string[] } {
    return { lines: this.lines, definitions: this.definitions };
  }
}

/** Bytes as a literal. */
export function pythonBytes(bytes: Bytes): string {
  return `b${goString(bytes)}`;
}
