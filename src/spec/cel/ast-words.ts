/** The functions that a parsed CEL expression calls by name. */
import type { ASTNode } from '@marcbachmann/cel-js';

/** A call in an expression: the function's name and where the call begins in the text. */
export interface UsedWord {
  readonly name: string;
  readonly start: number;
}

/** Every call in `node`, from left to right. Call it before the expression is checked: checking adds to the tree. */
export function wordsIn(node: ASTNode): UsedWord[] {
  const found: UsedWord[] = [];
  visit(node, found);
  return found;
}

function visit(node: unknown, found: UsedWord[]): void {
  if (typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    for (const item of node) visit(item, found);
    return;
  }
  const { op, args, start } = node as { op?: unknown; args?: unknown; start?: number };
  if (op === 'call' && Array.isArray(args)) found.push({ name: String(args[0]), start: start ?? 0 });
  if (typeof op === 'string') visit(args, found);
  else Object.values(node).forEach((item) => visit(item, found));
}
