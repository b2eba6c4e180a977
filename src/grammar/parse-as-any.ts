/** A text that can be of several formats. */
import type { Bytes } from '../abi/index.js';
import type { ParseFailure } from './failure.js';
import type { Format, ParseOptions } from './format.js';
import type { FieldRecord } from './value.js';

/** The format that took a text, with its value; or the one that got farthest, with its failure. */
export type ParsedAs = { readonly format: Format } & (
  { readonly ok: true; readonly value: FieldRecord } | { readonly ok: false; readonly failure: ParseFailure }
);

/**
 * What the first of `formats` says that takes `text`. If none does, the failure that got farthest; of several that got as
 * far, that of the format that asks for least. Nothing where there are no formats.
 */
export function parseAsAny(
  formats: readonly Format[],
  text: Bytes | Uint8Array,
  options: ParseOptions = {},
): ParsedAs | undefined {
  let farthest: Extract<ParsedAs, { ok: false }> | undefined;
  for (const format of formats) {
    const parsed = format.parse(text, options);
    if (parsed.ok) return { format, ...parsed };
    const ahead = farthest === undefined ? 1 : parsed.failure.offset - farthest.failure.offset;
    if (farthest === undefined || ahead > 0 || (ahead === 0 && least(format) < least(farthest.format)))
      farthest = { format, ...parsed };
  }
  return farthest;
}

/** How much a format asks for at least, in bytes. */
function least(format: Format): number {
  return format.sample(() => 0).length;
}
