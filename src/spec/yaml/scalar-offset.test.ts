import { describe, expect, test } from '@jest/globals';
import { Problems } from '../problems.js';
import { Source } from './source.js';

/** Where in the YAML text the word `here` of the value under `key` stands, as `line:column`. */
function placeOfHere(text: string): string {
  const source = new Source({ path: 'x.yaml', file: 'x.yaml', text });
  expect(source.reportSyntax(new Problems())).toBe(true);
  const node = source.root.get('key')!;
  const { line, column } = node.character(node.text!.indexOf('here'));
  return `${line}:${column}`;
}

describe('the place of a character of a scalar', () => {
  test.each([
    ['plain', 'key: a here', '1:8'],
    ['plain over two lines', 'key: a\n  b here', '2:5'],
    ['single quotes with a doubled quote', "key: 'it''s here'", '1:13'],
    ['double quotes with escapes', 'key: "\\"\\x41\\u0042\\U00000043\\n here"', '1:32'],
    ['double quotes with a folded line', 'key: "a\n   b\n\n   c here"', '4:6'],
    ['double quotes with an escaped line break', 'key: "a \\\n   here"', '2:4'],
    ['block', 'key: |\n  a\n    b\n  c here\n', '4:5'],
    ['block with an indentation indicator', 'key: |2\n    b\n  c here\n', '3:5'],
    ['block after empty lines', 'key: |\n\n\n  here\n', '4:3'],
    ['folded block', 'key: >-\n  a\n  b\n\n  c here\n', '5:5'],
    ['block in a list in a mapping', 'key: |\n       aa bb here', '2:14'],
  ])('%s', (_style, text, place) => expect(placeOfHere(text)).toBe(place));
});
