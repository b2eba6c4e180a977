/** The check that nothing a text says is lost: whatever can differ between two texts stands under a label. */
import { childrenOf, type Node, type NodeKind } from './ir.js';
import { problemAt, type GrammarProblem, type Place } from './notation/problem.js';
import { labelsOf, shapeOf } from './shape.js';

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
  CHECKS[node.kind]?.(node, place, report);
  for (const child of childrenOf(node)) visit(child, place, report);
}

const CHECKS: Partial<Record<NodeKind, (node: Node, place: Place, report: Report) => void>> = {
  sequence: (node, place, report) => checkSequence(childrenOf(node), place, report),
  choice: (node, place, report) => checkChoice(childrenOf(node), place, report),
  optional: (node, place, report) => checkOptional(childrenOf(node), place, report),
  repeat: (node, place, report) => refuseNothing(node, place, report, 'use raw(...) to keep its text'),
  field: (node, place, report) => refuseNothing(node, place, report, 'remove the label'),
  entry: (node, place, report) => refuseNothing(node, place, report, 'remove the label'),
};

function refuseNothing(node: Node, place: Place, report: Report, suggestion: string): void {
  if (childrenOf(node).some((child) => shapeOf(child).kind === 'nothing'))
    report(place, 'what is repeated or labelled here has no value', suggestion);
}

function checkChoice(options: readonly Node[], place: Place, report: Report): void {
  const kinds = new Set(options.map((option) => shapeOf(option).kind));
  if (kinds.size > 1)
    report(place, 'the alternatives give different kinds of values', 'label all of them, or none');
  if (kinds.has('nothing')) report(place, 'which alternative it was would be lost', 'put a label before it');
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

function checkOptional(bodies: readonly Node[], place: Place, report: Report): void {
  if (bodies.flatMap(labelsOf).some((label) => label.required)) return;
  report(place, 'whether this stands there would be lost', 'put a label inside, or use raw(...)');
}
