/** Comments of generated code. */
import type { FieldType } from '../../plan/index.js';

/** The lines of a doc comment of these sentences, indented; none if there is nothing to say. */
export function docComment(sentences: readonly string[], indent: string): string[] {
  const said = sentences.filter((sentence) => sentence !== '').map((text) => text.replaceAll('*/', '* /'));
  if (said.length === 0) return [];
  if (said.length === 1) return [`${indent}/** ${said[0] ?? ''} */`];
  return [`${indent}/**`, ...said.map((sentence) => `${indent} * ${sentence}`), `${indent} */`];
}

/** What the grammar says of a field, on one line: `unit: pages; since 4.7; when ...`. */
export function notesText({ notes }: FieldType): string {
  const { unit, note, since, until, config, arch, when } = notes;
  return [
    note,
    unit && `Unit: ${unit}.`,
    since && `Since Linux ${since}.`,
    until && `Until Linux ${until}.`,
    config && `Needs ${config}.`,
    arch && `On ${arch}.`,
    when && `When ${when}.`,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
}
