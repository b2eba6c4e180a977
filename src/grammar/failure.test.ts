import { expect, test } from '@jest/globals';
import { failureText } from './failure.js';
import { compile } from './tiny-grammar.js';

test.each([
  [
    'VmSize:\t\x7f\n',
    'line 1, column 9 (offset 8): expected "\\xff\\n" (of "Size:\\t\\xff\\n"), found "\\x7f"',
  ],
  [
    'VmSSS:\n',
    'line 1, column 4 (offset 3): expected "ize:\\t\\xff\\n" (of "Size:\\t\\xff\\n"), found "SS:"',
  ],
  ['VmRSS:\n', 'line 1, column 3 (offset 2): expected "Peak", "Lck" or "Size:\\t\\xff\\n", found "RSS:"'],
])('what is missing of a text that stands there in part: %j', (text, said) => {
  const parsed = compile('x ::= "Vm" a:("Peak" | "Lck")? "Size:\\t\\xff\\n"').parse(text);
  expect(parsed.ok ? '' : failureText(parsed.failure)).toBe(said);
});
