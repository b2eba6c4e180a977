/** Questions to a driver, and the answers that abide's own parsers give. */
import type { Bytes } from '../../../abi/index.js';
import type { Format } from '../../format.js';
import type { ParseFailure } from '../../failure.js';
import { sequence } from '../../sequence.js';
import type { Draw } from '../../sample.js';
import { bytesJson, canonicalJson } from './canonical-json.js';

export interface Question {
  readonly format: Format;
  readonly mode: 'strict' | 'tolerant' | 'strict-each' | 'tolerant-each';
  readonly text: Bytes;
}

/** What is asked of a format: `texts` as they are, `count` more made from the grammar, and each of all with a change. */
export function questionsAbout(format: Format, texts: readonly Bytes[], count: number): Question[] {
  const draw = sequence(count);
  const made = Array.from({ length: count }, () => format.sample(draw));
  const whole = [...texts, ...made];
  const all = [...whole, ...whole.map((text) => changed(text, draw))];
  const each = format.plan().each ? (['strict-each', 'tolerant-each'] as const) : [];
  return all.flatMap((text) =>
    (['strict', 'tolerant', ...each] as const).map((mode) => ({ format, mode, text })),
  );
}

/** A question as the driver reads it. */
export function asked({ format, mode, text }: Question): Buffer {
  return Buffer.from(`${format.name} ${mode} ${text.length}\n${text}`, 'latin1');
}

/** The answer that abide gives. */
export function expectedAnswer({ format, mode, text }: Question): string {
  const plan = format.plan();
  const options = { mode: mode.startsWith('strict') ? 'strict' : 'tolerant' } as const;
  if (mode === 'strict' || mode === 'tolerant') {
    const parsed = format.parse(text, options);
    if (!parsed.ok) return failure(parsed.failure);
    return `ok ${canonicalJson(parsed.value, { kind: 'record', record: 0 }, plan)}`;
  }
  const items: string[] = [];
  const of = plan.each?.of;
  const parsed = format.parseEach(text, (item) => of && items.push(canonicalJson(item, of, plan)), options);
  return parsed.ok ? `ok [${items.join(',')}]` : failure(parsed.failure);
}

function failure({ offset, line, column, expected }: ParseFailure): string {
  return `fail ${offset} ${line} ${column} [${expected.map(bytesJson).join(',')}]`;
}

/** `text` with one byte changed, left out or put in, or cut. */
function changed(text: Bytes, draw: Draw): Bytes {
  const at = draw(text.length);
  const byte = draw(1) === 0 ? String.fromCharCode(draw(255)) : text.charAt(draw(text.length));
  const [before, behind] = [text.slice(0, at), text.slice(at)];
  return (
    [before + byte + behind.slice(1), before + byte + behind, before + behind.slice(1), before][draw(3)] ?? ''
  );
}
