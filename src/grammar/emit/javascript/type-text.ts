/** Types of values as TypeScript. */
import { must } from '../../must.js';
import type { Mode, Plan, ValueType } from '../../plan/index.js';

/** `store_bypass` as `StoreBypass`. */
export function pascal(name: string): string {
  return name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** Names that generated code uses for something else. */
const TAKEN =
  'Array BigInt BigInt64Array BigUint64Array DataView Error Escapes Extra Infinity Iterable Iterator Map Math Number Object ParseFailure ReadonlyMap Record Result Set Source String Symbol Uint32Array Uint8Array Window'.split(
    ' ',
  );

/** TypeScript's names for the types of a plan. */
export class TypeText {
  /** Records that are not the same in both modes: they, or records in them, have lines that may be missing. */
  readonly differing: ReadonlySet<number>;

  constructor(private readonly plan: Plan) {
    const { records } = plan;
    const differs = (type: ValueType): boolean => {
      if (type.kind === 'list') return differs(type.of);
      if (type.kind === 'union') return type.members.some(differs);
      return type.kind === 'record' && recordDiffers(type.record);
    };
    const recordDiffers = (record: number): boolean => {
      const { fields, extra } = must(records[record]);
      return extra || fields.some(({ type, presence }) => presence === 'strict' || differs(type));
    };
    this.differing = new Set([...records.keys()].filter(recordDiffers));
  }

  /** The name of a record as `mode` gives it. */
  record(record: number, mode: Mode): string {
    const plain = pascal(must(this.plan.records[record]).name);
    const name = TAKEN.includes(plain) ? `${plain}Type` : plain;
    return mode === 'tolerant' && this.differing.has(record) ? `${name}Tolerant` : name;
  }

  /** A type as `mode` gives it. */
  type(type: ValueType, mode: Mode): string {
    switch (type.kind) {
      case 'integer':
        return type.bits === 64 ? 'bigint' : 'number';
      case 'decimal':
        return type.bits === 64 ? 'bigint' : 'number';
      case 'bytes':
        return 'string';
      case 'words':
        return type.open && mode === 'tolerant'
          ? 'string'
          : type.words.map((word) => JSON.stringify(word)).join(' | ');
      case 'record':
        return this.record(type.record, mode);
      case 'list':
        return `Array<${this.type(type.of, mode)}>`;
      case 'union':
        return [...new Set(type.members.map((member) => this.type(member, mode)))].join(' | ');
    }
  }
}
