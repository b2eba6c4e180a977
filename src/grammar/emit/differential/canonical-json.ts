/** Canonical JSON: how drivers of all languages write values (driver.ts says it). */
import type { Bytes } from '../../../abi/index.js';
import { must } from '../../must.js';
import type { Plan, ValueType } from '../../plan/index.js';
import { isRecord, type FieldRecord, type FieldValue } from '../../value.js';

/** A value of `type` as canonical JSON. Throws where it is none. */
export function canonicalJson(value: FieldValue, type: ValueType, plan: Plan): string {
  switch (type.kind) {
    case 'integer':
      return digitsOf(value);
    case 'decimal':
      return type.bits === 64 ? digitsOf(value) : (value as number).toFixed(type.digits);
    case 'bytes':
    case 'words':
      return bytesJson(value as Bytes);
    case 'list':
      return `[${(value as readonly FieldValue[]).map((item) => canonicalJson(item, type.of, plan)).join(',')}]`;
    case 'record':
      return recordJson(value as FieldRecord, type.record, plan);
    case 'union':
      return canonicalJson(value, must(type.members.find((member) => isOf(value, member))), plan);
  }
}

function digitsOf(value: FieldValue): string {
  if (typeof value === 'number' || typeof value === 'bigint') return value.toString();
  throw new Error('a bug of grammar: this value is no integer');
}

/** A byte string as canonical JSON. */
export function bytesJson(bytes: Bytes): string {
  const escaped = bytes.replace(/["\\]|[^ -~]/g, (byte) =>
    byte === '"' || byte === '\\' ? `\\${byte}` : `\\u00${byte.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return `"${escaped}"`;
}

function recordJson(value: FieldRecord, record: number, plan: Plan): string {
  const members = must(plan.records[record])
    .fields.filter(({ label }) => value[label] !== undefined)
    .map(({ label, type }) => `${bytesJson(label)}:${canonicalJson(value[label], type, plan)}`);
  const { extra } = value;
  if (isRecord(extra)) {
    const kept = Object.keys(extra)
      .sort()
      .map((key) => `${bytesJson(key)}:${bytesJson(extra[key] as Bytes)}`);
    members.push(`"extra":{${kept.join(',')}}`);
  }
  return `{${members.join(',')}}`;
}

function isOf(value: FieldValue, type: ValueType): boolean {
  if (type.kind === 'integer' || type.kind === 'decimal')
    return typeof value === (type.bits === 64 ? 'bigint' : 'number');
  if (type.kind === 'list') return Array.isArray(value);
  return type.kind === 'record' ? isRecord(value) && value !== undefined : typeof value === 'string';
}
