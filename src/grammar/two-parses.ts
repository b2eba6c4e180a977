/** A text with two parses, for the message that refuses a grammar which is ambiguous. */
import type { Bytes } from '../abi/index.js';
import { mayBeEmpty } from './describe.js';
import { quoted } from './failure.js';
import { walk, type Node } from './ir.js';
import { valueToJson } from './json.js';
import { rareTexts } from './rare.js';
import { compileReference } from './reference/compile-reference.js';
import { sampleText, type Draw } from './sample.js';
import { sequence } from './sequence.js';
import type { FieldRecord } from './value.js';

/**
 * So many texts are tried, of so many bytes together. The search ends at the first that takes the reference parser so
 * many steps: it has very many parses, or endlessly many.
 */
const MOST = { rare: 300, sampled: 300, bytes: 6_000, steps: 5_000 };

/**
 * Says of a short text of `root` that it has two parses, and which. `undefined` if none was found among rare and sampled
 * texts: then the grammar may be unambiguous, and only too hard to decide by looking ahead.
 */
export function twoParses(root: Node): string | undefined {
  if ([...walk(root)].some(isEndless)) return undefined;
  const parse = compileReference(root, MOST.steps);
  let bytes = 0;
  for (const text of shortest(root)) {
    bytes += text.length;
    if (bytes > MOST.bytes) return undefined;
    const parsed = parse(text);
    if (!parsed) return undefined;
    if (parsed.ok && parsed.other)
      return `${quoted(text)} has two parses: ${differing(parsed.value, parsed.other).join(' and ')}`;
  }
  return undefined;
}

/** A repetition of nothing has endlessly many parses. */
function isEndless(node: Node): boolean {
  return node.kind === 'repeat' && mayBeEmpty(node.body);
}

/** Texts of `root`, the shortest first. */
function shortest(root: Node): Bytes[] {
  const texts = new Set<Bytes>();
  for (const text of rareTexts(root)) {
    if (texts.size === MOST.rare) break;
    texts.add(text);
  }
  const draw = sequence(1);
  const small: Draw = (max) => (draw(2) === 0 ? draw(max) : Math.min(max, draw(2)));
  for (let i = 0; i < MOST.sampled; i++) texts.add(sampleText(root, small));
  return [...texts].sort((a, b) => a.length - b.length);
}

/** The fields in which two values differ, each as one line. */
function differing(a: FieldRecord, b: FieldRecord): string[] {
  const labels = Object.keys(a).filter((label) => said(a, label) !== said(b, label));
  return [a, b].map((value) => `{${labels.map((label) => `${label}: ${said(value, label)}`).join(', ')}}`);
}

function said(value: FieldRecord, label: string): string {
  return valueToJson(value[label]).replace(/\n */g, ' ');
}
