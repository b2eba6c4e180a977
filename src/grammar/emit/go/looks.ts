/** Looks as Go conditions. */
import { ANY_BYTE, EMPTY, bytesOf } from '../../byte-set.js';
import { must } from '../../must.js';
import type { Look } from '../../plan/index.js';
import { goByte, goString, hasEnd, type GoText } from './go-text.js';

/** A condition without operators: what the look asks at the present place. */
export function lookTest(look: Look, text: GoText): string {
  if (look.kind === 'byte') return byteTest(look.set, text);
  if (look.kind === 'bytes') {
    const [only, ...more] = look.any;
    if (more.length === 0) return `p.isHere(${goString(only ?? '')})`;
    return `p.isAnyHere(${text.defined('Texts', `[]string{${look.any.map(goString).join(', ')}}`)})`;
  }
  return `p.goesLike(${text.defined('Look', beginnings(look, text))})`;
}

function byteTest(set: bigint, text: GoText): string {
  const bytes = bytesOf(set & ANY_BYTE);
  if (bytes.length === 0) return 'p.isEnd()';
  if (hasEnd(set)) return `p.isOrEnd(&${text.set(set)})`;
  return bytes.length === 1
    ? `p.isByte(${goByte(String.fromCharCode(must(bytes[0])))})`
    : `p.is(&${text.set(set)})`;
}

function beginnings(look: Extract<Look, { kind: 'steps' }>, text: GoText): string {
  const rows = look.any.map((steps) => {
    const each = steps.map(({ set, run }) => {
      const bytes = set & ANY_BYTE;
      const name = bytes === EMPTY ? '&byteSet{}' : `&${text.set(set)}`;
      return `{${name}, ${String(run)}, ${String(hasEnd(set))}}`;
    });
    return `\t{${each.join(', ')}},`;
  });
  return ['[][]step{', ...rows, '}'].join('\n');
}
