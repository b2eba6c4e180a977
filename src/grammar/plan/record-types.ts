/** The types of a format's values: from the tree to the records of its plan. */
import { type Node, type NodeOf, type Notes } from '../ir.js';
import { must } from '../must.js';
import { labelsOf, shapeOf } from '../shape.js';
import { freshName, snakeName } from './snake-name.js';
import { uniteTypes } from './unite-types.js';
import type { FieldType, RecordType, ValueType } from './value-type.js';

/** A field as it stands in the tree, with what is said of it and of the parts in which it stands. */
interface Occurrence {
  readonly node: NodeOf<'field'> | NodeOf<'entry'>;
  readonly notes: Notes;
}

export class RecordTypes {
  readonly records: RecordType[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly byNode = new Map<Node, number>();
  private readonly names = new Set<string>();

  /** The number of the record that `node` gives; `hint` is its name if it comes from no rule. */
  recordOf(node: Node, hint: string): number {
    let number = this.byNode.get(node);
    if (number === undefined) this.byNode.set(node, (number = this.newRecordOf(node, hint)));
    return number;
  }

  private newRecordOf(node: Node, hint: string): number {
    const rule = ruleOf(node);
    const number = this.records.length;
    this.records.push({ name: '', about: '', fields: [], extra: false });
    const fields = this.fieldsOf(node);
    const record = { about: rule?.about ?? '', fields, extra: mayKeepExtra(node) };
    const key = JSON.stringify([rule?.name, record]);
    const known = this.numbers.get(key);
    if (known !== undefined) {
      this.records.pop();
      return known;
    }
    this.numbers.set(key, number);
    this.records[number] = { name: freshName(snakeName(rule?.name ?? hint), this.names), ...record };
    return number;
  }

  /** The type of `node`'s value. */
  typeOf(node: Node, hint: string): ValueType {
    const { kind } = shapeOf(node);
    if (kind === 'record') return { kind: 'record', record: this.recordOf(node, hint) };
    return this.valueType(node, hint);
  }

  private valueType(node: Node, hint: string): ValueType {
    switch (node.kind) {
      case 'number':
        return { kind: 'integer', bits: node.bits, signed: node.signed };
      case 'decimal':
        return { kind: 'decimal', bits: node.bits, signed: node.signed, digits: node.digits };
      case 'binary':
        return { kind: 'integer', bits: node.bits, signed: false };
      case 'text':
      case 'raw':
        return { kind: 'bytes' };
      case 'words':
        return { kind: 'words', words: node.words, open: false };
      case 'repeat':
        return { kind: 'list', of: this.typeOf(node.body, `${hint} item`) };
      case 'sequence':
        return this.typeOf(must(node.items.find((item) => shapeOf(item).kind !== 'nothing')), hint);
      case 'choice':
        return uniteTypes(node.options.map((option) => this.typeOf(option.body, hint)));
      default:
        if ('body' in node) return this.typeOf(node.body, hint);
        throw new Error(`a bug of grammar: ${node.kind} has no value`);
    }
  }

  private fieldsOf(node: Node): FieldType[] {
    const all = [...occurrences(node, {})];
    const names = new Set(['extra']);
    return labelsOf(node).map(({ name: label, required }) => {
      const these = all.filter((each) => each.node.label === label);
      return {
        label,
        name: freshName(snakeName(label), names),
        type: uniteTypes(these.map((each) => this.fieldType(each.node))),
        presence: presenceOf(required, these),
        notes: must(these[0]).notes,
      };
    });
  }

  private fieldType(node: NodeOf<'field'> | NodeOf<'entry'>): ValueType {
    const type = this.typeOf(node.body, node.label);
    return node.kind === 'entry' && isWord(node.body) && type.kind === 'words'
      ? { ...type, open: true }
      : type;
  }
}

function presenceOf(required: boolean, these: readonly Occurrence[]): FieldType['presence'] {
  if (!required || these.some(({ node }) => mayBeAbsent(node.body))) return 'sometimes';
  return these.some(({ node }) => node.kind === 'entry') ? 'strict' : 'always';
}

/** Whether the tolerant parser takes any text here, because the words of a table may become more. */
export function isWord(node: Node): boolean {
  return node.kind === 'words' || (node.kind === 'rule' && isWord(node.body));
}

function ruleOf(node: Node): NodeOf<'rule'> | undefined {
  if (node.kind === 'rule') return node;
  return node.kind === 'table' || node.kind === 'optional' ? ruleOf(node.body) : undefined;
}

function* occurrences(node: Node, outer: Notes): Generator<Occurrence> {
  const inherited = inheritedOf(outer);
  switch (node.kind) {
    case 'field':
    case 'entry':
      yield { node, notes: { ...inherited, ...node.notes } };
      return;
    case 'sequence':
      for (const item of node.items) yield* occurrences(item, inherited);
      return;
    case 'choice':
      for (const { body, notes } of node.options) yield* occurrences(body, { ...inherited, ...notes });
      return;
    case 'repeat':
    case 'raw':
      return;
    default:
      if ('body' in node)
        yield* occurrences(node.body, 'notes' in node ? { ...inherited, ...node.notes } : inherited);
  }
}

/** What is said of a part holds for its fields, but for what stands there if nobody says. */
function inheritedOf(notes: Notes): Notes {
  return Object.fromEntries(Object.entries(notes).filter(([name]) => name !== 'default'));
}

/** Whether a table or an `extra` stands right in the record, where tolerant parsing keeps what is new. */
function mayKeepExtra(node: Node): boolean {
  if (node.kind === 'extra' || node.kind === 'table') return true;
  if (node.kind === 'field' || node.kind === 'entry' || node.kind === 'repeat' || node.kind === 'raw')
    return false;
  if (node.kind === 'sequence') return node.items.some(mayKeepExtra);
  if (node.kind === 'choice') return node.options.some((option) => mayKeepExtra(option.body));
  return 'body' in node && mayKeepExtra(node.body);
}

/** Whether a value or a list may be missing although its label is there. */
function mayBeAbsent(node: Node): boolean {
  const { kind } = shapeOf(node);
  if (kind === 'record' || kind === 'nothing') return false;
  if (node.kind === 'optional') return true;
  if (node.kind === 'sequence') return node.items.some(mayBeAbsent);
  if (node.kind === 'choice') return node.options.some((option) => mayBeAbsent(option.body));
  return node.kind !== 'raw' && node.kind !== 'repeat' && 'body' in node && mayBeAbsent(node.body);
}
