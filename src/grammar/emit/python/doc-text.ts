/** What the grammar says, inside of a docstring. */

/** `text` with nothing in it that would end the docstring, or mean another sign. */
export function docText(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', "'");
}
