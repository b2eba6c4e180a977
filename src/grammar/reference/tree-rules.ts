/**
 * The tree of a format as plain context-free rules over single bytes. Where one list counts another, the sequence that
 * holds both becomes alternatives: both lists with no element, both with one, and so on, up to a bound.
 */
import type { Bytes } from '../../abi/index.js';
import { setOf } from '../byte-set.js';
import { childrenOf, handle, type Handlers, type Node, type NodeOf, type RepeatNode } from '../ir.js';
import { must } from '../must.js';
import { referredIn } from '../references.js';
import { labelsOf, shapeOf } from '../shape.js';
import type { FieldValue } from '../value.js';
import { binaryRule, decimalRule, numberRule, textRule } from './leaf-rules.js';
import { closed, join, joinMarks, recordOf, textOf, textOnly, textValue, type Part } from './part.js';
import { RuleBook } from './rule-book.js';

/** How many elements the lists have, as far as that is settled at a place. */
type Lengths = ReadonlyMap<RepeatNode, number>;

export class TreeRules {
  readonly book = new RuleBook();
  /** The text that is being parsed. */
  text: Bytes = '';
  /** Whether some list was as long as the bound: then there may be longer ones. */
  reachedBound = false;
  private readonly known = new Map<Node, Map<string, string>>();
  private readonly mentioned = new Map<Node, ReadonlySet<RepeatNode>>();
  private readonly counted: ReadonlySet<Node>;

  /** @param bound how many elements a list has at most that another list counts */
  constructor(
    readonly root: Node,
    private readonly bound: number,
  ) {
    this.counted = referredIn(root);
  }

  /** A rule that gives the fields of `node` as one record. */
  record(node: Node, lengths: Lengths = new Map()): string {
    const labels = labelsOf(node).map(({ name }) => name);
    return this.book.add('record', [this.rule(node, lengths)], ([part]) => ({
      ...closed(must(part)),
      value: recordOf(labels, must(part)),
    }));
  }

  /** The rule for `node`, made once for all lengths that matter to it. */
  rule(node: Node, lengths: Lengths): string {
    const key = [...this.mentions(node)].map((list) => lengths.get(list) ?? '').join();
    const known = this.known.get(node) ?? new Map<string, string>();
    this.known.set(node, known);
    let name = known.get(key);
    if (name === undefined) known.set(key, (name = handle(RULES, node, this, lengths)));
    return name;
  }

  /** The value of an element or of a field: records are made where they end. */
  value(node: Node, lengths: Lengths): string {
    return shapeOf(node).kind === 'record' ? this.record(node, lengths) : this.rule(node, lengths);
  }

  labelled({ label, body }: NodeOf<'field' | 'entry'>, lengths: Lengths): string {
    return this.book.add('field', [this.value(body, lengths)], ([part]) => {
      const { text, value, marks = [] } = must(part);
      const own = this.counted.has(body) ? [{ of: body, text, isAgain: false }] : [];
      return { text, fields: [[label, value]], marks: [...marks.filter((mark) => mark.isAgain), ...own] };
    });
  }

  sequence(node: NodeOf<'sequence'>, lengths: Lengths): string {
    const list = this.unsettled(node, lengths);
    if (!list)
      return this.book.add(
        'sequence',
        node.items.map((item) => this.rule(item, lengths)),
        join,
      );
    const name = this.book.fresh('sequence');
    for (let length = list.min; length <= Math.min(list.max, this.bound); length++)
      this.book.more(name, [this.sequence(node, new Map([...lengths, [list, length]]))], ([part]) => part);
    return name;
  }

  /** A list that two items of a sequence must agree about. */
  private unsettled(node: NodeOf<'sequence'>, lengths: Lengths): RepeatNode | undefined {
    const all = node.items.flatMap((item) => [...this.mentions(item)]);
    return all.find((list, index) => all.indexOf(list) < index && !lengths.has(list));
  }

  repeat(node: RepeatNode, lengths: Lengths): string {
    const [own, counted] = [lengths.get(node), node.list && lengths.get(node.list)];
    if (own !== undefined && counted !== undefined && own !== counted) return this.book.fresh('impossible');
    const settled = own ?? counted;
    if (settled !== undefined) return this.exactly(settled, node, lengths);
    const item = this.item(node, lengths);
    const some = this.book.alternatives('some', [item]);
    this.book.more(some, [some, ...this.separator(node), item], listPart);
    const name = this.book.add('repeat', [some], ([part]) => {
      const { length } = must(part).value as FieldValue[];
      return length < node.min || length > node.max ? undefined : part;
    });
    return node.min > 0 ? name : this.book.more(name, [], () => ({ text: '', value: [] }));
  }

  /** So many elements: the rule for one fewer, and one more. */
  private exactly(length: number, node: RepeatNode, lengths: Lengths): string {
    const known = must(this.known.get(node));
    const key = `exactly ${length}: ${[...this.mentions(node.body)].map((list) => lengths.get(list) ?? '').join()}`;
    let name = known.get(key);
    if (name !== undefined) return name;
    if (length === 0) name = this.book.add('exactly', [], () => ({ text: '', value: [] }));
    else {
      const separator = length > 1 ? this.separator(node) : [];
      const symbols = [this.exactly(length - 1, node, lengths), ...separator, this.item(node, lengths)];
      name = this.book.add('exactly', symbols, (parts) => {
        if (length === this.bound) this.reachedBound = true;
        return listPart(parts);
      });
    }
    known.set(key, name);
    return name;
  }

  private item(node: RepeatNode, lengths: Lengths): string {
    return this.book.add('item', [this.value(node.body, lengths)], ([part]) => ({
      ...closed(must(part)),
      value: [must(part).value],
    }));
  }

  private separator(node: RepeatNode): string[] {
    return node.separator === '' ? [] : [this.book.literal(node.separator)];
  }

  /** The lists whose lengths matter within `node`, because they count or are counted. */
  private mentions(node: Node): ReadonlySet<RepeatNode> {
    let mentioned = this.mentioned.get(node);
    if (!mentioned) {
      const below = childrenOf(node).flatMap((child) => [...this.mentions(child)]);
      const own = node.kind !== 'repeat' ? [] : [node, node.list].filter((list) => list !== undefined);
      const counted = own.filter((list) => this.counted.has(list));
      this.mentioned.set(node, (mentioned = new Set([...below, ...counted])));
    }
    return mentioned;
  }
}

function listPart(parts: readonly Part[]): Part | undefined {
  const marks = joinMarks(parts);
  if (marks === undefined) return undefined;
  const value = parts.flatMap((part) => (part.value ?? []) as readonly FieldValue[]);
  return marks.length > 0 ? { text: textOf(parts), value, marks } : { text: textOf(parts), value };
}

const RULES: Handlers<[rules: TreeRules, lengths: Lengths], string> = {
  literal: ({ bytes }, { book }) => book.literal(bytes),
  number: (node, { book }) => numberRule(node, book),
  decimal: (node, { book }) => decimalRule(node, book),
  binary: (node, { book }) => binaryRule(node, book),
  text: (node, rules) => textRule(node, rules.root, rules.book, () => rules.text),
  words: ({ words }, { book }) => {
    const name = book.fresh('words');
    for (const word of words) book.more(name, [book.literal(word)], textValue);
    return name;
  },
  raw: ({ body }, rules, lengths) =>
    rules.book.add('raw', [rules.rule(body, lengths)], (parts) => ({
      ...closed(must(parts[0])),
      ...textValue(parts),
    })),
  extra: (_, { book }) => book.orNothing(book.fresh('extra')),
  same: ({ of }, rules, lengths) =>
    rules.book.add('same', [rules.rule(of, lengths)], (parts) => {
      const { text } = textOnly(parts);
      return { text, marks: [{ of, text, isAgain: true }] };
    }),
  padded: (node, rules, lengths) => {
    const [body, spaces] = [rules.rule(node.body, lengths), rules.book.run(setOf(' '), 0)];
    const isLeft = node.align === 'left';
    return rules.book.add('padded', isLeft ? [body, spaces] : [spaces, body], (parts) => {
      const [part, padding] = isLeft ? parts : [...parts].reverse();
      const missing = Math.max(0, node.width - must(part).text.length);
      return must(padding).text.length === missing ? join(parts) : undefined;
    });
  },
  field: (node, rules, lengths) => rules.labelled(node, lengths),
  entry: (node, rules, lengths) => {
    const { book } = rules;
    const line = [book.literal(node.key), rules.labelled(node, lengths), book.literal(node.end)];
    return book.add('entry', line, join);
  },
  sequence: (node, rules, lengths) => rules.sequence(node, lengths),
  choice: ({ options }, rules, lengths) =>
    rules.book.alternatives(
      'choice',
      options.map((option) => rules.rule(option.body, lengths)),
    ),
  optional: ({ body }, rules, lengths) =>
    rules.book.orNothing(rules.book.alternatives('optional', [rules.rule(body, lengths)])),
  repeat: (node, rules, lengths) => rules.repeat(node, lengths),
  rule: ({ body }, rules, lengths) => rules.rule(body, lengths),
  table: ({ body }, rules, lengths) => rules.rule(body, lengths),
};
