/** Examples: kept as text with their place; who knows the notation parses and runs them. */
import type { Example } from '../types.js';
import type { SpecNode } from '../yaml/spec-node.js';

/** Reads a list of examples. `at` is where the first line of the text stands. */
export function readExamples(node: SpecNode | undefined): Example[] {
  return (node?.items() ?? []).flatMap((item) =>
    item.text === undefined ? [] : [{ text: item.text, at: item.character(0) }],
  );
}
