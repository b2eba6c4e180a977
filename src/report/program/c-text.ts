/** Numbers, strings and comments as C writes them. */

const LARGEST_INT = 0x7fff_ffffn;
const LARGEST_LONG = 0x7fff_ffff_ffff_ffffn;
const MOST_COLUMNS = 96;

/** An integer of up to 64 bits; `wide`: as a long whatever its size, for arguments that nothing converts. */
export function cInteger(value: bigint, wide = false): string {
  if (value > LARGEST_LONG) return `${value}UL`;
  if (value < -LARGEST_LONG) return `(${value + 1n}L - 1)`;
  const long = wide || value > LARGEST_INT || value < -LARGEST_INT - 1n;
  return `${value}${long ? 'L' : ''}`;
}

/** A string literal whose characters are bytes. */
export function cString(bytes: string): string {
  const text = bytes.replace(/[^]/g, (letter) => ESCAPES[letter] ?? plainLetter(letter));
  return `"${text.replaceAll('??', '?\\?')}"`;
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t' };

/** Always three digits, so that a digit behind it is none of its own. */
function plainLetter(letter: string): string {
  const code = letter.charCodeAt(0);
  return code >= 0x20 && code < 0x7f ? letter : `\\${code.toString(8).padStart(3, '0')}`;
}

/** A comment of as many lines as it needs, each behind `indent`. Nothing in `text` ends it early. */
export function cComment(text: string, indent = ''): string[] {
  const lines = wrap(harmless(text), MOST_COLUMNS - indent.length);
  const [first = '', ...rest] = lines;
  const last = rest.length === 0;
  return [
    `${indent}/* ${first}${last ? ' */' : ''}`,
    ...rest.map((line, index) => `${indent} * ${line}${index === rest.length - 1 ? ' */' : ''}`),
  ];
}

/** The lines of `text`, none longer than `columns` where it has spaces. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ')) {
      if (line !== '' && line.length + 1 + word.length > columns) {
        lines.push(line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    lines.push(line);
  }
  return lines;
}

/** Text that can stand in a comment: nothing ends it, and only printable characters are left. */
export function harmless(text: string): string {
  return text
    .replaceAll('*/', '* /')
    .replaceAll('/*', '/ *')
    .replace(/[^\x20-\x7e\n]/g, '?')
    .replaceAll('\\\n', '\\ \n');
}
