/** Collects what is wrong with spec/, so that everything is told at once. */
import type { Location, Problem } from './types.js';

export class Problems {
  private readonly found = new Map<string, Problem>();

  /** Notes a problem. The first one at a place is the cause; others at the same place follow from it. */
  add(at: Location, message: string, suggestion?: string): void {
    const key = `${at.file}:${at.line}:${at.column}`;
    if (this.found.has(key)) return;
    this.found.set(key, { ...at, message, ...(suggestion === undefined ? {} : { suggestion }) });
  }

  get none(): boolean {
    return this.found.size === 0;
  }

  /** All problems by file, line and column. */
  sorted(): Problem[] {
    return [...this.found.values()].sort(
      (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
    );
  }
}

/** A problem as it is printed: `file:line:col: message (suggestion)`. */
export function problemText(problem: Problem): string {
  const { file, line, column, message, suggestion } = problem;
  return `${file}:${line}:${column}: ${message}${suggestion === undefined ? '' : ` (${suggestion})`}`;
}
