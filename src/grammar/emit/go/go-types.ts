/** Types of values as Go. */
import { must } from '../../must.js';
import type { FieldType, Plan, ValueType } from '../../plan/index.js';
import type { GoNames } from './go-names.js';

/** The type of a value that is there. */
export function goType(type: ValueType, names: GoNames): string {
  switch (type.kind) {
    case 'integer':
      return `${type.signed ? 'int' : 'uint'}${type.bits}`;
    case 'decimal':
      return type.bits === 32 ? 'float64' : type.signed ? 'int64' : 'uint64';
    case 'bytes':
      return '[]byte';
    case 'words':
      return 'string';
    case 'record':
      return must(names.records[type.record]);
    case 'list':
      return `[]${goType(type.of, names)}`;
    case 'union':
      return 'any';
  }
}

/** Whether a field of this type is a pointer: it may be absent, and its type has no nil. */
export function isPointer({ type, presence }: FieldType): boolean {
  return presence !== 'always' && !HAS_NIL.has(type.kind);
}

const HAS_NIL: ReadonlySet<ValueType['kind']> = new Set(['bytes', 'list', 'union']);

/** The type of a field. */
export function fieldType(field: FieldType, names: GoNames): string {
  return `${isPointer(field) ? '*' : ''}${goType(field.type, names)}`;
}

/** The types that a value of a union may have; nothing for other types. */
export function memberTypes({ type }: FieldType, names: GoNames): string {
  if (type.kind !== 'union') return '';
  return `One of ${type.members.map((member) => goType(member, names)).join(', ')}.`;
}

/** The type of the list that parseEach hands over; throws if the format has none. */
export function eachType(plan: Plan, names: GoNames): string {
  return goType(must(plan.each).of, names);
}
