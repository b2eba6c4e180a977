/** The records of a plan as dataclasses, with what the grammar says of each field. */
import { must } from '../../must.js';
import type { FieldType, Plan } from '../../plan/index.js';
import { notesText } from '../typescript/doc-comment.js';
import { docText } from './doc-text.js';
import type { PythonText } from './python-text.js';
import { pythonType, type RecordNames } from './python-types.js';

/** Writes the class of a record. */
export function printDataclass(plan: Plan, record: number, names: RecordNames, text: PythonText): void {
  const { fields, extra, about } = must(plan.records[record]);
  const said = record === 0 ? plan.meta.summary : about;
  text.write('@dataclass');
  text.block(`class ${must(names.records[record])}`, () => {
    if (said !== '') text.write(`"""${docText(said)}"""`, '');
    fields.forEach((field, index) => {
      const type = pythonType(field.type, names);
      const name = must(must(names.fields[record])[index]);
      text.write(`${name}: ${field.presence === 'always' ? type : `Optional[${type}]`}`);
      const notes = fieldText(field);
      if (notes !== '') text.write(`"""${docText(notes)}"""`);
    });
    if (extra) text.write('extra: Dict[bytes, bytes]', '"""What the grammar does not know, by its key."""');
  });
  text.write('', '');
}

function fieldText(field: FieldType): string {
  const { type } = field;
  const words = type.kind === 'words' && type.words.length <= 12 ? `One of ${type.words.join(', ')}.` : '';
  return [notesText(field), words]
    .filter((part) => part !== '')
    .join(' ')
    .replace(/[^ -~]/g, '?');
}
