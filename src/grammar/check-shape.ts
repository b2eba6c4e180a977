/** The check that nothing a text says is lost: whatever can differ between two texts stands under a label. */
import type { Node } from './ir.js';
import { problemAt, type GrammarProblem, type Place } from './notation/problem.js';
import { shapeOf } from './shape.js';

/**
 * Every place where a value would be lost or would not fit: an unlabelled value beside labels, an unlabelled
 * choice between literals, one label twice. Without such places, printing what was parsed gives the same bytes.
 */
export function checkShape(root: Node, place: Place): GrammarProblem[] {
  const problems: GrammarProblem[] = [];
  const report = (where: Place, message: string, suggestion?: string): void => {
    problems.push(problemAt(where, message, suggestion));
  };
  visit(root, place, report);
  const shape = shapeOf(root);
  if (shape.kind !== 'record') report(place, 'the format gives no record', 'label what it holds');
  return problems;
}

type Report = (place: Place, message: string, suggestion?: string) => void;

function visit(node: Node, outer: Place, report: Report): void {
  const place = 'place' in node ? node.place : outer;
  if (node.kind === 'raw') return;
  if (node.kind === 'sequence') checkSequence(node.items, place, report);
  if (node.kind === 'choice') {
    const kinds = new Set(node.options.map((option) => shapeOf(option.body).kind));
    if (kinds.size > 1)
      report(place, 'the alternatives give different kinds of values', 'label all of them, or none');
    if (kinds.has('nothing'))
      report(place, 'which alternative it was would be lost', 'put a label before it');
    for (const option of node.options) visit(option.body, place, report);
    return;
  }
  if (node.kind === 'optional') checkOptional(node.body, place, report);
  if (node.kind === 'repeat' && shapeOf(node.body).kind === 'nothing')
    report(place, 'how often it stands there would be lost', 'use raw(...)');
  if (node.kind === 'entry' || node.kind === 'field') {
    if (shapeOf(node.body).kind === 'nothing')
      report(place, `'${node.label}' has no value`, 'remove the label');
  }
  if (node.kind === 'sequence') for (const item of node.items) visit(item, place, report);
  else if ('body' in node) visit(node.body, place, report);
}

function checkSequence(items: readonly Node[], place: Place, report: Report): void {
  const shapes = items.map(shapeOf);
  const values = shapes.filter((shape) => shape.kind === 'value' || shape.kind === 'list').length;
  const labels = shapes.flatMap((shape) =>
    shape.kind === 'record' ? shape.labels.map((label) => label.name) : [],
  );
  if (values > 1 || (values === 1 && labels.length > 0))
    report(place, 'a value without a label would be lost', 'write label:type');
  const twice = labels.find((label, index) => labels.indexOf(label) < index);
  if (twice !== undefined) report(place, `label '${twice}' is there twice`);
}

function checkOptional(body: Node, place: Place, report: Report): void {
  const shape = shapeOf(body);
  if (shape.kind === 'record' && shape.labels.some((label) => label.required)) return;
  report(place, 'whether this stands there would be lost', 'put a label inside, or use raw(...)');
}
