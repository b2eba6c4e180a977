/** Types of values as Rust. */
import { must } from '../../must.js';
import { freshName, type Plan, type ValueType } from '../../plan/index.js';
import { typeName } from './rust-text.js';

/** Rust's names for the types of a plan, and the enums for its unions. */
export class RustTypes {
  /** Whether a text of the format may be written with escapes: then all its texts are `Cow`. */
  readonly hasEscapes: boolean;
  private readonly names: readonly string[];
  private readonly borrowing: readonly boolean[];
  private readonly taken = new Set<string>();
  private readonly made = new Map<string, string>();
  private readonly pending: string[][] = [];

  constructor(private readonly plan: Plan) {
    this.hasEscapes = JSON.stringify(plan.functions, (_, part: unknown) =>
      typeof part === 'bigint' ? 0 : part,
    ).includes('"escapes":[{');
    this.names = plan.records.map(({ name }) => freshName(typeName(name), this.taken));
    this.borrowing = plan.records.map((_, record) => this.recordBorrows(record));
  }

  /** The name of record number `record`, without a lifetime. */
  recordName(record: number): string {
    return must(this.names[record]);
  }

  /** A record with its lifetime: `'a` or another; none if it borrows nothing. */
  record(record: number, lifetime = "'a"): string {
    return `${this.recordName(record)}${must(this.borrowing[record]) ? `<${lifetime}>` : ''}`;
  }

  /** The name of a type. */
  name(type: ValueType): string {
    switch (type.kind) {
      case 'integer':
        return `${type.signed ? 'i' : 'u'}${type.bits}`;
      case 'decimal':
        return type.bits === 32 ? 'f64' : type.signed ? 'i64' : 'u64';
      case 'bytes':
      case 'words':
        return this.hasEscapes ? "Cow<'a, [u8]>" : "&'a [u8]";
      case 'record':
        return this.record(type.record);
      case 'list':
        return `Vec<${this.name(type.of)}>`;
      case 'union':
        return `${this.union(type.members)}${this.borrows(type) ? "<'a>" : ''}`;
    }
  }

  /** The path of a member of a union: `NumberOrText::Text`. */
  variant(members: readonly ValueType[], member: number): string {
    return `${this.union(members)}::${must(this.variants(members)[member])}`;
  }

  /** Whether values of a type point into the text. */
  borrows(type: ValueType): boolean {
    if (type.kind === 'bytes' || type.kind === 'words') return true;
    if (type.kind === 'list') return this.borrows(type.of);
    if (type.kind === 'union') return type.members.some((member) => this.borrows(member));
    return type.kind === 'record' && this.recordBorrows(type.record);
  }

  /** The enums that were needed since the last call. */
  take(): string[] {
    return this.pending.splice(0).flat();
  }

  private recordBorrows(record: number): boolean {
    const { fields, extra } = must(this.plan.records[record]);
    return extra || fields.some(({ type }) => this.borrows(type));
  }

  private variants(members: readonly ValueType[]): string[] {
    const taken = new Set<string>();
    return members.map((type) => freshName(this.tag(type), taken));
  }

  private union(members: readonly ValueType[]): string {
    const variants = this.variants(members);
    const key = `${variants.join()} ${members.map((member) => this.name(member)).join()}`;
    let name = this.made.get(key);
    if (name === undefined) {
      name = freshName(variants.join('Or'), this.taken);
      this.made.set(key, name);
      const lifetime = members.some((member) => this.borrows(member)) ? "<'a>" : '';
      this.pending.push([
        '/// One of several kinds of values.',
        '#[derive(Clone, Debug, PartialEq)]',
        `pub enum ${name}${lifetime} {`,
        ...members.flatMap((member, index) => [
          `    /// ${WHAT[member.kind]}`,
          `    ${must(variants[index])}(${this.name(member)}),`,
        ]),
        '}',
        '',
        `impl${lifetime} Default for ${name}${lifetime} {`,
        '    fn default() -> Self {',
        `        Self::${must(variants[0])}(Default::default())`,
        '    }',
        '}',
        '',
      ]);
    }
    return name;
  }

  private tag(type: ValueType): string {
    switch (type.kind) {
      case 'integer':
        return `${type.signed ? 'I' : 'U'}${type.bits}`;
      case 'decimal':
        return 'Decimal';
      case 'bytes':
      case 'words':
        return 'Text';
      case 'record':
        return this.recordName(type.record);
      case 'list':
        return 'List';
      case 'union':
        return 'One';
    }
  }
}

const WHAT: Readonly<Record<ValueType['kind'], string>> = {
  integer: 'A number.',
  decimal: 'A number with decimals.',
  bytes: 'Bytes.',
  words: 'A word.',
  list: 'A list.',
  record: 'A record.',
  union: 'One of several kinds of values.',
};
