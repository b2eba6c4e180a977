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

/** Of the first texts that are made, and then of one in so many, everything is asked. */
const THOROUGH = 100;
const ONE_IN = 50;

/**
 * What is asked of a format. Of `texts` and of the first texts of `count` that are made from the grammar everything: each
 * as it is and with a change, in every mode. Of most texts beyond these only the value, strictly.
 */
export function* questionsAbout(format: Format, texts: readonly Bytes[], count: number): Generator<Question> {
  const draw = sequence(count);
  for (const text of texts) yield* everything(format, text, draw);
  for (let i = 0; i < count; i++) {
    const text = format.sample(draw);
    if (i < THOROUGH || i % ONE_IN === 0) yield* everything(format, text, draw);
    else yield { format, mode: 'strict', text };
  }
}

function everything(format: Format, text: Bytes, draw: Draw): Question[] {
  const each = format.plan().each ? (['strict-each', 'tolerant-each'] as const) : [];
  return [text, changed(text, draw)].flatMap((one) =>
    (['strict', 'tolerant', ...each] as const).map((mode) => ({ format, mode, text: one })),
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
