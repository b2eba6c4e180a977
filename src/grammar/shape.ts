/** What kind of value a node gives: nothing, one value, a list, or a record with these keys. */
import { handle, type Handlers, type Node } from './ir.js';
import { must } from './must.js';

export type Shape =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'value' }
  | { readonly kind: 'list' }
  | { readonly kind: 'record'; readonly labels: readonly Label[] };

/** A key of a record, and whether every text of the format has it. */
export interface Label {
  readonly name: string;
  readonly required: boolean;
}

const SHAPES = new WeakMap<Node, Shape>();

/** The shape of `node`'s value. Total on trees that passed check-shape.ts. */
export function shapeOf(node: Node): Shape {
  let shape = SHAPES.get(node);
  if (shape === undefined) SHAPES.set(node, (shape = handle(SHAPE_OF, node)));
  return shape;
}

/** The keys of the record that `node` gives; none if it gives no record. */
export function labelsOf(node: Node): readonly Label[] {
  const shape = shapeOf(node);
  return shape.kind === 'record' ? shape.labels : [];
}

const SHAPE_OF: Handlers<[], Shape> = {
  literal: () => ({ kind: 'nothing' }),
  number: () => ({ kind: 'value' }),
  text: () => ({ kind: 'value' }),
  words: () => ({ kind: 'value' }),
  raw: () => ({ kind: 'value' }),
  decimal: () => ({ kind: 'value' }),
  binary: () => ({ kind: 'value' }),
  same: () => ({ kind: 'nothing' }),
  padded: ({ body }) => shapeOf(body),
  field: ({ label }) => ({ kind: 'record', labels: [{ name: label, required: true }] }),
  entry: ({ label }) => ({ kind: 'record', labels: [{ name: label, required: true }] }),
  extra: () => ({ kind: 'record', labels: [] }),
  repeat: () => ({ kind: 'list' }),
  optional: ({ body }) => weaken(shapeOf(body)),
  rule: ({ body }) => shapeOf(body),
  table: ({ body }) => shapeOf(body),
  sequence: ({ items }) => shapeOfSequence(items.map(shapeOf)),
  choice: ({ options }) => shapeOfChoice(options.map((option) => shapeOf(option.body))),
};

function weaken(shape: Shape): Shape {
  if (shape.kind !== 'record') return shape;
  return { kind: 'record', labels: shape.labels.map(({ name }) => ({ name, required: false })) };
}

function shapeOfSequence(shapes: readonly Shape[]): Shape {
  const records = shapes.filter((shape) => shape.kind === 'record');
  if (records.length > 0) return { kind: 'record', labels: records.flatMap((record) => record.labels) };
  return shapes.find((shape) => shape.kind !== 'nothing') ?? { kind: 'nothing' };
}

function shapeOfChoice(shapes: readonly Shape[]): Shape {
  const records = shapes.filter((shape) => shape.kind === 'record');
  if (records.length === 0) return must(shapes[0]);
  const names = new Set(records.flatMap((record) => record.labels.map((label) => label.name)));
  const isRequired = (name: string): boolean =>
    records.length === shapes.length &&
    records.every((record) => record.labels.some((label) => label.name === name && label.required));
  return { kind: 'record', labels: [...names].map((name) => ({ name, required: isRequired(name) })) };
}
