/** What a parser promises of any bytes at all. */
import type { Bytes } from '../../src/abi/index.js';
import { failureAt, type Format, type Mode, type Parsed } from '../../src/grammar/index.js';

const MODES: readonly Mode[] = ['strict', 'tolerant'];

/**
 * Which promise `format` breaks at `text`, in words; nothing if it holds all: an answer and no exception, a failure inside of the
 * text, and the same bytes again of what was taken strictly.
 */
export function brokenPromise(format: Format, text: Bytes): string | undefined {
  return inEachMode((mode) => brokenIn(mode, format, text));
}

/** The same of a text that comes in two chunks: nothing if the answer is that of the whole text. */
export function brokenByChunks(format: Format, text: Bytes): string | undefined {
  const middle = text.length >> 1;
  const chunks = [text.slice(0, middle), text.slice(middle)].map((chunk) => Buffer.from(chunk, 'latin1'));
  return inEachMode((mode) => {
    const answers = [format.parse(text, { mode }), format.parseEach(chunks, () => undefined, { mode })];
    const [one, two] = answers.map((answer) =>
      answer.ok ? 'a value' : `a failure at ${answer.failure.offset}`,
    );
    return one === two ? undefined : `parse gives ${one}, parseEach of chunks ${two}`;
  });
}

function inEachMode(broken: (mode: Mode) => string | undefined): string | undefined {
  for (const mode of MODES) {
    try {
      const what = broken(mode);
      if (what !== undefined) return `${mode}: ${what}`;
    } catch (thrown) {
      return `${mode}: throws ${String(thrown)}`;
    }
  }
  return undefined;
}

function brokenIn(mode: Mode, format: Format, text: Bytes): string | undefined {
  const parsed = format.parse(text, { mode });
  const misplaced = parsed.ok ? undefined : misplacedIn(text, parsed);
  if (misplaced !== undefined) return misplaced;
  if (parsed.ok && mode === 'strict' && format.print(parsed.value) !== text)
    return 'what was taken is printed as other bytes';
  return undefined;
}

function misplacedIn(text: Bytes, { failure }: Extract<Parsed, { ok: false }>): string | undefined {
  const { offset, line, column, expected } = failure;
  if (!Number.isInteger(offset) || offset < 0 || offset > text.length) return `fails at offset ${offset}`;
  const right = failureAt(text, offset, expected);
  if (line !== right.line || column !== right.column)
    return `fails at line ${line}, column ${column} of offset ${offset}`;
  return expected.length === 0 ? 'fails and expected nothing' : undefined;
}
