/** The records of a plan as interfaces, with what the grammar says of each field. */
import { recordsInnermostFirst, type FieldType, type Mode, type Plan } from '../../plan/index.js';
import { must } from '../../must.js';
import { propertyName } from '../javascript/print-program.js';
import type { TypeText } from '../javascript/type-text.js';
import { docComment, notesText } from './doc-comment.js';

/** The text of all interfaces; records that are not the same in both modes have two. */
export function printInterfaces(plan: Plan, types: TypeText): string {
  const outermostFirst = recordsInnermostFirst(plan).reverse();
  return outermostFirst
    .flatMap((record) => [
      printInterface(plan, record, 'strict', types),
      ...(types.differing.has(record) ? [printInterface(plan, record, 'tolerant', types)] : []),
    ])
    .join('\n\n');
}

function printInterface(plan: Plan, number: number, mode: Mode, types: TypeText): string {
  const record = must(plan.records[number]);
  const about = number === 0 ? plan.meta.summary : record.about;
  const also = mode === 'tolerant' ? 'As the tolerant parser gives it: what is unknown is kept.' : '';
  const members = record.fields.flatMap((field) => [
    ...docComment([notesText(field)], '  '),
    `  ${memberName(field, mode)}: ${memberType(field, mode, types)};`,
  ]);
  if (mode === 'tolerant' && record.extra)
    members.push('  /** What the grammar does not know, by its key. */', '  extra?: Extra | undefined;');
  return [
    ...docComment([about, also], ''),
    `export interface ${types.record(number, mode)} {`,
    ...members,
    '}',
  ].join('\n');
}

function isOptional({ presence }: FieldType, mode: Mode): boolean {
  return presence === 'sometimes' || (presence === 'strict' && mode === 'tolerant');
}

function memberName(field: FieldType, mode: Mode): string {
  return `${propertyName(field.label)}${isOptional(field, mode) ? '?' : ''}`;
}

function memberType(field: FieldType, mode: Mode, types: TypeText): string {
  return `${types.type(field.type, mode)}${isOptional(field, mode) ? ' | undefined' : ''}`;
}
