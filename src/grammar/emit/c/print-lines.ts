/** Tables whose lines come in any order, as C. */
import type { OperationOf } from '../../plan/index.js';
import { lookTest } from './looks.js';
import { sized } from './c-text.js';
import type { Inside } from './inside.js';

/** Writes the loop over the lines of a table. */
export function printLines(operation: OperationOf<'lines'>, inside: Inside): void {
  const { keyEnd, end, spaces, cases, until } = operation;
  const { text } = inside;
  // Of two cases for one key the last counts.
  const last = cases.filter(({ key }, index) => !cases.slice(index + 1).some((other) => other.key === key));
  const keys = text.defined('KEYS', [
    'static const abide_bytes NAME[] = {',
    ...last.map(({ key }) => `  { ${sized(key)} },`),
    '};',
  ]);
  const [z, k, hint] = [text.local('line_end'), text.local('key_end'), text.local('hint')];
  text.write(`size_t ${hint} = 0;`);
  text.block('for (;;)', () => {
    text.write(`const abide_at ${z} = abide_find(p, end, ${sized(end)});`, `if (${z} == end) break;`);
    text.write(`const abide_at ${k} = abide_find(p, ${z}, ${sized(keyEnd)});`);
    text.write(`if (${k} == p || ${k} == ${z}) break;`);
    text.block(`switch (abide_find_key(${keys}, ${last.length}, &${hint}, p, ${k}))`, () => {
      last.forEach(({ field, body }, index) => {
        text.block(`case ${index}:`, () => {
          const flag = inside.flag(field);
          if (flag !== undefined) text.write(`if (${flag}) break;`);
          text.write(`p = ${k} + ${keyEnd.length};`);
          if (spaces) text.write('p = abide_blank(p, end);');
          inside.print(body, { ...inside, lineEnd: z });
          text.write('continue;');
        });
      });
    });
    if (until) text.write(`if (${lookTest(until, text)}) break;`);
    const behind = spaces ? `abide_blank(${k} + ${keyEnd.length}, ${z})` : `${k} + ${keyEnd.length}`;
    text.write(
      `if (!abide_keep(s, &extra, abide_slice(p, ${k}), abide_slice(${behind}, ${z}))) return NULL;`,
      `p = ${z} + ${end.length};`,
    );
  });
}
