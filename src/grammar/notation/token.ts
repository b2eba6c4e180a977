/** Letters of a grammar file to tokens. */
import type { Bytes } from '../../abi/index.js';
import { complement, EMPTY, rangeSet, type ByteSet } from '../byte-set.js';
import { GrammarError, problemAt, type Place } from './problem.js';
import { must } from '../must.js';

export type Token = { readonly place: Place } & (
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string; readonly bytes: Bytes }
  | { readonly kind: 'set'; readonly text: string; readonly set: ByteSet }
  | { readonly kind: 'sign'; readonly text: string }
  | { readonly kind: 'end'; readonly text: string }
);

/** The tokens of a grammar file, ending in `end`. Throws GrammarError at the first letter that fits nowhere. */
export function tokenize(file: string, text: string): Token[] {
  const scanner = new Scanner(file, text);
  const tokens: Token[] = [];
  do tokens.push(scanner.next());
  while (must(tokens.at(-1)).kind !== 'end');
  return tokens;
}

const SKIPPED = /(?:\s+|#(?!x[0-9A-Fa-f])[^\n]*|\/\*[^]*?\*\/)*/y;
const NAME = /[A-Za-z_][A-Za-z0-9_-]*/y;
const NUMBER = /[0-9]+/y;
const BYTE = /#x([0-9A-Fa-f]{1,2})/y;
const SIGN = /::=|[|()?*+{},:@%=]/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0' };

class Scanner {
  private at = 0;
  constructor(
    private readonly file: string,
    private readonly text: string,
  ) {}

  next(): Token {
    this.take(SKIPPED);
    const place = this.place(this.at);
    if (this.at === this.text.length) return { kind: 'end', text: 'the end of the file', place };
    const character = must(this.text[this.at]);
    if (character === '"' || character === "'") return this.string(place, character);
    if (character === '[') return this.set(place);
    const name = this.take(NAME);
    if (name) return { kind: 'name', text: name[0], place };
    const number = this.take(NUMBER);
    if (number) return { kind: 'number', text: number[0], place };
    const byte = this.take(BYTE);
    if (byte) {
      const bytes = String.fromCharCode(parseInt(must(byte[1]), 16));
      return { kind: 'string', text: byte[0], bytes, place };
    }
    const sign = this.take(SIGN);
    if (sign) return { kind: 'sign', text: sign[0], place };
    throw this.fail(this.at, `'${character}' means nothing here`, 'comments begin with "# "');
  }

  private string(place: Place, quote: string): Token {
    const start = this.at++;
    let bytes = '';
    while (this.text[this.at] !== quote) bytes += this.character(start, 'this string does not end');
    this.at++;
    if (bytes === '') throw this.fail(start, 'an empty string says nothing', 'use ? for what may be missing');
    return { kind: 'string', text: this.text.slice(start, this.at), bytes, place };
  }

  private set(place: Place): Token {
    const start = this.at++;
    const negated = this.text[this.at] === '^';
    if (negated) this.at++;
    let set = EMPTY;
    while (this.text[this.at] !== ']') {
      const from = this.character(start, 'this set of bytes does not end').charCodeAt(0);
      const isRange = this.text[this.at] === '-' && this.text[this.at + 1] !== ']';
      if (isRange) this.at++;
      const to = isRange ? this.character(start, 'this set of bytes does not end').charCodeAt(0) : from;
      if (to < from) throw this.fail(this.at, 'this range runs backwards', 'write the smaller byte first');
      set |= rangeSet(from, to);
    }
    this.at++;
    return {
      kind: 'set',
      text: this.text.slice(start, this.at),
      set: negated ? complement(set) : set,
      place,
    };
  }

  /** One byte inside a string or a set; `\n \t \r \0 \xHH`, `#xHH`, and a backslash before any other sign. */
  private character(start: number, unfinished: string): Bytes {
    const character = this.text[this.at];
    if (character === undefined || character === '\n')
      throw this.fail(start, unfinished, 'close it on the same line');
    if (character === '#') {
      const byte = this.take(BYTE);
      if (byte) return String.fromCharCode(parseInt(must(byte[1]), 16));
    }
    this.at++;
    if (character !== '\\') {
      if (character.charCodeAt(0) > 126)
        throw this.fail(this.at - 1, 'only ASCII may stand here', 'write other bytes as \\xHH');
      return character;
    }
    return this.escape();
  }

  private escape(): Bytes {
    const letter = this.text[this.at++] ?? '';
    if (ESCAPES[letter] !== undefined) return ESCAPES[letter];
    if (/[^A-Za-z0-9]/.test(letter)) return letter;
    const hex = /^x([0-9A-Fa-f]{2})/.exec(this.text.slice(this.at - 1, this.at + 2));
    if (!hex)
      throw this.fail(
        this.at - 2,
        `\\${letter} is not an escape`,
        'there are \\n \\t \\r \\0 \\xHH \\\\ \\"',
      );
    this.at += 2;
    return String.fromCharCode(parseInt(must(hex[1]), 16));
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match) this.at += match[0].length;
    return match;
  }

  private place(offset: number): Place {
    const before = this.text.slice(0, offset);
    const line = before.split('\n').length;
    return { file: this.file, line, column: offset - before.lastIndexOf('\n') };
  }

  private fail(offset: number, message: string, suggestion: string): GrammarError {
    return new GrammarError([problemAt(this.place(offset), message, suggestion)]);
  }
}
