/** The records of a plan as Go structs, with what the grammar says of each field. */
import { must } from '../../must.js';
import { recordsInnermostFirst, type Plan } from '../../plan/index.js';
import { notesText } from '../typescript/doc-comment.js';
import { goComment } from './go-comment.js';
import type { GoNames } from './go-names.js';
import { fieldType, memberTypes } from './go-types.js';

/** The lines of all structs, the outermost first. */
export function printStructs(plan: Plan, names: GoNames): string[] {
  return recordsInnermostFirst(plan)
    .reverse()
    .flatMap((record) => [...printStruct(plan, record, names), '']);
}

function printStruct(plan: Plan, record: number, names: GoNames): string[] {
  const { fields, extra, about } = must(plan.records[record]);
  const name = must(names.records[record]);
  const said = record === 0 ? formatComment(plan, name) : [`${name} is a part of ${names.format}.`, about];
  const members = fields.map((field, index) => {
    const comment = goComment([notesText(field), memberTypes(field, names)]);
    return [...comment, `${must(must(names.fields[record])[index])} ${fieldType(field, names)}`];
  });
  if (extra)
    members.push(['// Extra has what the grammar does not know, by its key.', 'Extra map[string][]byte']);
  const lines = members.flatMap((lines, index) => [
    ...(index === 0 ? [] : ['']),
    ...lines.map((line) => `\t${line}`),
  ]);
  if (lines.length === 0) return [...goComment(said), `type ${name} struct{}`];
  return [...goComment(said), `type ${name} struct {`, ...lines, '}'];
}

function formatComment({ meta }: Plan, name: string): string[] {
  return [
    `${name} is what ${meta.paths.join(', ')} says (${meta.manual}).`,
    meta.summary,
    `Printed by ${meta.source}, since Linux ${meta.since}.`,
  ];
}
