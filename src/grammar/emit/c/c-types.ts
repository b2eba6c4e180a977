/** Types of values as C. */
import { must } from '../../must.js';
import { freshName, type Plan, type ValueType } from '../../plan/index.js';
import { prefixOf } from './c-text.js';

/** Names that the functions of a format have, behind its prefix. */
const FUNCTIONS = ['parse', 'parse_tolerant', 'parse_each', 'parse_each_tolerant', 'each'];

/** C's names for the types of a plan, and the definitions of those that the runtime does not have. */
export class CTypes {
  readonly prefix: string;
  private readonly records: readonly string[];
  private readonly taken = new Set(FUNCTIONS);
  private readonly made = new Map<string, string>();
  private readonly pending: string[][] = [];

  constructor(plan: Plan) {
    this.prefix = prefixOf(plan);
    this.records = plan.records.map(({ name }, record) =>
      record === 0 ? this.prefix : `${this.prefix}_${freshName(name, this.taken)}`,
    );
  }

  /** The name of record number `record`. */
  record(record: number): string {
    return must(this.records[record]);
  }

  /** The name of a type. */
  name(type: ValueType): string {
    switch (type.kind) {
      case 'integer':
        return `${type.signed ? 'int' : 'uint'}${type.bits}_t`;
      case 'decimal':
        return type.bits === 32 ? 'double' : type.signed ? 'int64_t' : 'uint64_t';
      case 'bytes':
      case 'words':
        return 'abide_bytes';
      case 'record':
        return this.record(type.record);
      case 'list':
        return this.list(type.of);
      case 'union':
        return this.union(type.members);
    }
  }

  /** What a member of a union is called: by its type. */
  unionMember(members: readonly ValueType[], member: number): string {
    const taken = new Set<string>();
    return must(members.map((type) => freshName(this.tag(type), taken))[member]);
  }

  /** The definitions that were needed since the last call, those first that others use. */
  take(): string[] {
    return this.pending.splice(0).flat();
  }

  private list(of: ValueType): string {
    const type = this.name(of);
    if (of.kind !== 'record' && of.kind !== 'list' && of.kind !== 'union')
      return `abide_${this.tag(of)}_list`;
    return this.defined(`list ${type}`, `${type.slice(this.prefix.length + 1) || 'item'}_list`, (name) => [
      `ABIDE_LIST(${name}, ${type});`,
      '',
    ]);
  }

  private union(members: readonly ValueType[]): string {
    const tags = members.map((_, member) => this.unionMember(members, member));
    const types = members.map((member) => this.name(member));
    return this.defined(`union ${types.join(' ')} ${tags.join(' ')}`, tags.join('_or_'), (name) => [
      `/** One of these: \`member\` says which, ${tags.map((tag, member) => `${member}: ${tag}`).join(', ')}. */`,
      `typedef struct ${name} {`,
      '  unsigned member;',
      '  union {',
      ...types.map((type, member) => `    ${type} ${must(tags[member])};`),
      '  } as;',
      `} ${name};`,
      '',
    ]);
  }

  private defined(key: string, hint: string, define: (name: string) => string[]): string {
    let name = this.made.get(key);
    if (name === undefined) {
      name = `${this.prefix}_${freshName(hint, this.taken)}`;
      this.made.set(key, name);
      this.pending.push(define(name));
    }
    return name;
  }

  private tag(type: ValueType): string {
    switch (type.kind) {
      case 'integer':
        return `${type.signed ? 'i' : 'u'}${type.bits}`;
      case 'decimal':
        return type.bits === 32 ? 'double' : type.signed ? 'i64' : 'u64';
      case 'bytes':
      case 'words':
        return 'bytes';
      case 'record':
        return this.record(type.record).slice(this.prefix.length + 1) || 'record';
      case 'list':
        return 'list';
      case 'union':
        return 'one';
    }
  }
}
