/** A C function in the making: its lines, and the names of its variables. */

const INDENT = '    ';

export class FunctionDraft {
  readonly lines: string[] = [];
  private readonly names = new Set<string>();

  constructor(taken: Iterable<string> = []) {
    for (const name of taken) this.names.add(name);
  }

  /** A statement, or nothing for an empty line. */
  line(text = ''): void {
    this.lines.push(text === '' ? '' : `${INDENT}${text}`);
  }

  /** A name for a variable that no other one of the function has. */
  name(base: string): string {
    for (let number = 1; ; number++) {
      const name = number === 1 ? base : `${base}${number}`;
      if (this.names.has(name)) continue;
      this.names.add(name);
      return name;
    }
  }
}
