/** Names and types of Python. */
import { must } from '../../must.js';
import { freshName, type Plan, type ValueType } from '../../plan/index.js';
import { pascal } from '../javascript/type-text.js';

/** The names of a module: of its classes, and of their fields by record. */
export interface RecordNames {
  readonly records: readonly string[];
  readonly fields: readonly (readonly string[])[];
}

const IMPORTED = [
  ...['Dict', 'Generator', 'List', 'Optional', 'Union', 'Buffer', 'Decimal', 'Integer', 'Parser'],
  ...['False', 'None', 'True'],
];
/** Keywords, and the types that fields have: none of them can be the name of a field. */
const TAKEN = [
  'and as assert async await break class continue def del elif else except finally for from global if import in is',
  'lambda nonlocal not or pass raise return try while with yield int float bytes extra dataclass',
].flatMap((words) => words.split(' '));

/** The names of a plan's records and fields. */
export function recordNames({ records }: Plan): RecordNames {
  const classes = new Set(IMPORTED);
  return {
    records: records.map(({ name }) => freshName(pascal(name), classes)),
    fields: records.map(({ fields }) => {
      const taken = new Set<string>();
      return fields.map(({ name }) => freshName(TAKEN.includes(name) ? `${name}_` : name, taken));
    }),
  };
}

/** The type of a value that is there. */
export function pythonType(type: ValueType, names: RecordNames): string {
  switch (type.kind) {
    case 'integer':
      return 'int';
    case 'decimal':
      return type.bits === 32 ? 'float' : 'int';
    case 'bytes':
    case 'words':
      return 'bytes';
    case 'record':
      return must(names.records[type.record]);
    case 'list':
      return `List[${pythonType(type.of, names)}]`;
    case 'union':
      return `Union[${[...new Set(type.members.map((member) => pythonType(member, names)))].join(', ')}]`;
  }
}
