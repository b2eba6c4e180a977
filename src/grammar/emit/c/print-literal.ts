/** Literals as C. */
import type { Literal } from '../../plan/index.js';
import { bytesTest } from './byte-tests.js';
import { sized } from './c-text.js';
import type { Inside } from './inside.js';

/** Writes the statements of a literal. */
export function printLiteral({ bytes: wanted, expected, within }: Literal, { text }: Inside): void {
  const test = bytesTest(wanted);
  text.write(
    wanted.length === 1
      ? `if (!(${test})) return abide_fail(s, p, ${expected});`
      : `if (!${test}) return abide_differs(s, p, ${sized(wanted).replace(/, \d+$/, '')}, ${expected}, ${within});`,
    `p += ${wanted.length};`,
  );
}
