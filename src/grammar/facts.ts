/** Facts about a format, computed from its grammar: how it ends, what separates, what may be missing. */
import { ANY_BYTE, EMPTY, END, hasByte, setOf, type ByteSet } from './byte-set.js';
import { mayBeEmpty } from './describe.js';
import { endingsOf } from './endings.js';
import { walk, type FormatTree, type Node, type Notes } from './ir.js';
import { separatorsOf, type Separators } from './separators.js';
import { labelsOf, shapeOf } from './shape.js';

/** How a text may end. */
export interface Ending {
  readonly in:
    | 'newline'
    | 'NUL'
    | 'newline or NUL'
    | 'neither'
    | 'any byte'
    | 'any byte but NUL'
    | 'any byte but newline';
  /** In which circumstances, where the grammar tells. */
  readonly when?: string;
}

/** A part that not every text has. */
export interface OptionalPart extends Notes {
  readonly fields: readonly string[];
}

/** A field in which some bytes are escaped. */
export interface EscapedField {
  readonly field: string;
  readonly bytes: string;
  readonly scheme: 'backslash' | 'octal';
}

export interface Facts {
  readonly format: string;
  readonly paths: readonly string[];
  readonly since: string;
  readonly endings: readonly Ending[];
  readonly mayBeEmpty: boolean;
  readonly separators: Separators;
  /** One value, or many. */
  readonly values: 'one' | 'many';
  /** Fields always come in the same order. */
  readonly orderFixed: boolean;
  readonly fields: readonly string[];
  readonly optional: readonly OptionalPart[];
  readonly escaped: readonly EscapedField[];
  /** Fields that may hold a newline as it is: the format is not one of lines. */
  readonly rawNewlines: readonly string[];
  /** Fields that may hold bytes above 126: never assume UTF-8. */
  readonly anyBytes: readonly string[];
}

/** The facts of a format: all derived from its grammar. */
export function factsOf(format: FormatTree): Facts {
  const { meta, root } = format;
  const texts = textFields(root);
  const fields = labelsOf(root).map(({ name }) => name);
  return {
    format: meta.name,
    paths: meta.paths,
    since: meta.since,
    endings: endingsOf(root).map(({ set, when }) =>
      when === undefined ? { in: endingIn(set) } : { in: endingIn(set), when },
    ),
    mayBeEmpty: mayBeEmpty(root),
    separators: separatorsOf(root),
    values: isMany(root) ? 'many' : 'one',
    orderFixed: [...walk(root)].every(
      (node) => node.kind !== 'choice' || isSameOrder(node.options.map(({ body }) => body)),
    ),
    fields,
    optional: optionalParts(root),
    escaped: texts.flatMap(({ field, text: { escape } }) => (escape ? [{ field, ...escape }] : [])),
    rawNewlines: texts
      .filter(({ text }) => hasByte(text.set, 10) && !text.escape?.bytes.includes('\n'))
      .map(({ field }) => field),
    anyBytes: texts.filter(({ text }) => hasByte(text.set, 0xff)).map(({ field }) => field),
  };
}

function endingIn(set: ByteSet): Ending['in'] {
  const [newline, nul] = [hasByte(set, 10), hasByte(set, 0)];
  const others = (set & ~setOf('\n\0') & ~END) !== EMPTY;
  if (!others) return newline && nul ? 'newline or NUL' : newline ? 'newline' : 'NUL';
  if (newline && nul && (set & ANY_BYTE) === ANY_BYTE) return 'any byte';
  return newline ? 'any byte but NUL' : nul ? 'any byte but newline' : 'neither';
}

/** Alternatives do not upset an order unless two of them hold the same fields in another order. */
function isSameOrder(options: readonly Node[]): boolean {
  const orders = options.map((option) => labelsOf(option).map(({ name }) => name));
  return orders.every((a) =>
    orders.every(
      (b) => a.filter((name) => b.includes(name)).join() === b.filter((name) => a.includes(name)).join(),
    ),
  );
}

function isMany(root: Node): boolean {
  const labels = labelsOf(root);
  if (labels.length !== 1) return true;
  return [...walk(root)].some(
    (node) => node.kind === 'repeat' || (node.kind === 'field' && shapeOf(node.body).kind === 'record'),
  );
}

function optionalParts(node: Node): OptionalPart[] {
  if (node.kind === 'optional') {
    const fields = labelsOf(node.body)
      .filter(({ required }) => required)
      .map(({ name }) => name);
    return [{ fields, ...node.notes }, ...optionalParts(node.body)];
  }
  if (node.kind === 'choice')
    return node.options.flatMap(({ body, notes }) => [
      { fields: labelsOf(body).map(({ name }) => name), ...notes },
      ...optionalParts(body),
    ]);
  if (node.kind === 'sequence') return node.items.flatMap(optionalParts);
  if (node.kind === 'rule' || node.kind === 'table') return optionalParts(node.body);
  return [];
}

function textFields(node: Node, field = ''): { field: string; text: Extract<Node, { kind: 'text' }> }[] {
  if (node.kind === 'text') return [{ field, text: node }];
  if (node.kind === 'choice') return node.options.flatMap(({ body }) => textFields(body, field));
  if (node.kind === 'sequence') return node.items.flatMap((item) => textFields(item, field));
  if (!('body' in node)) return [];
  const label = node.kind === 'field' || node.kind === 'entry' ? node.label : undefined;
  return textFields(node.body, label === undefined ? field : field === '' ? label : `${field}.${label}`);
}
