/** Tables whose lines come in any order, as Rust. */
import type { OperationOf } from '../../plan/index.js';
import { lookTest } from './byte-tests.js';
import type { Inside } from './inside.js';
import { byteString } from './rust-text.js';

/** Writes the loop over the lines of a table. */
export function printLines(operation: OperationOf<'lines'>, inside: Inside): void {
  const { keyEnd, end, spaces, cases, until } = operation;
  const { text } = inside;
  // Of two cases for one key the last counts.
  const last = cases.filter(({ key }, index) => !cases.slice(index + 1).some((other) => other.key === key));
  const [z, k, loop] = [text.local('line_end'), text.local('key_end'), text.local("'lines")];
  const value = spaces ? `s.blank(${k} + ${keyEnd.length}, ${z})` : `${k} + ${keyEnd.length}`;
  text.block(`${loop}: loop`, () => {
    text.write(`let ${z} = s.find(s.at, s.text.len(), ${byteString(end)});`);
    text.block(`if ${z} == s.text.len()`, () => text.write(`break ${loop};`));
    text.write(`let ${k} = s.find(s.at, ${z}, ${byteString(keyEnd)});`);
    text.block(`if ${k} == s.at || ${k} == ${z}`, () => text.write(`break ${loop};`));
    text.block(`match s.slice(s.at, ${k})`, () => {
      for (const { key, field, body } of last)
        text.block(`${byteString(key)} if ${inside.isAbsent(field)} =>`, () => {
          text.write(`s.at = ${k} + ${keyEnd.length};`);
          if (spaces) text.write('s.at = s.blank(s.at, s.text.len());');
          inside.print(body, { ...inside, lineEnd: z });
          text.write(`continue ${loop};`);
        });
      text.write('_ => {}');
    });
    if (until) text.block(`if ${lookTest(until, text)}`, () => text.write(`break ${loop};`));
    text.write(
      `v.extra.push((s.slice(s.at, ${k}), s.slice(${value}, ${z})));`,
      `s.at = ${z} + ${end.length};`,
    );
  });
}
