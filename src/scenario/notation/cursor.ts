/** One line of a text, read from left to right. */

/** How reading one line ends early. Thrown by `Cursor.fail`, caught where the line began; it never leaves notation/. */
export class Unreadable extends Error {
  constructor(
    readonly at: number,
    message: string,
    readonly suggestion: string | undefined,
  ) {
    super(message);
  }
}

export class Cursor {
  at = 0;

  constructor(readonly line: string) {}

  /** Passes over blanks. */
  skip(): this {
    while (this.line[this.at] === ' ' || this.line[this.at] === '\t') this.at++;
    return this;
  }

  /** True where nothing but a comment is left. */
  get atEnd(): boolean {
    this.skip();
    return this.at >= this.line.length || this.line[this.at] === '#';
  }

  /** True where `text` stands next, blanks passed over. */
  sees(text: string): boolean {
    return this.skip().line.startsWith(text, this.at);
  }

  /** Takes `text` if it stands next, blanks passed over. */
  takes(text: string): boolean {
    const found = this.sees(text);
    if (found) this.at += text.length;
    return found;
  }

  /** Takes `text` if it stands right here, without a blank between. */
  takesHere(text: string): boolean {
    const found = this.line.startsWith(text, this.at);
    if (found) this.at += text.length;
    return found;
  }

  /** What a sticky `pattern` matches right here, without taking it. */
  matches(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.line)?.[0];
  }

  /** Takes what a sticky `pattern` matches right here. */
  takesMatch(pattern: RegExp): string | undefined {
    const found = this.matches(pattern);
    if (found !== undefined) this.at += found.length;
    return found;
  }

  /** Takes `text` or fails. */
  expect(text: string, where: string): void {
    if (!this.takes(text)) this.fail(`expected \`${text}\` ${where}, found ${this.found()}`);
  }

  /** What stands here, for a message. */
  found(): string {
    if (this.atEnd) return 'the end of the line';
    const token = this.matches(/[\w.-]+|[^]/y) ?? '';
    return `\`${token}\``;
  }

  /** Ends the reading of this line. `at`: where the trouble begins, if that is not here. */
  fail(message: string, suggestion?: string, at = this.at): never {
    throw new Unreadable(at, message, suggestion);
  }
}
