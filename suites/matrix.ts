/** A matrix: scenarios that differ in a few things, laid out so that people can see what each comes to. */
import type { Scenario } from '../src/scenario/index.js';

/** One combination. It has a scenario, or a reason why there is none. */
export type Cell =
  | { readonly scenario: Scenario; /** What it comes to, in a word or two. */ readonly outcome: string }
  | { readonly reason: string };

export interface MatrixRow {
  /** What is tried, and the sort of thing that it is. */
  readonly of: string;
  readonly kind: string;
  /** How it is tried; the rows of one `of` differ in that. */
  readonly way: string;
  /** One for each column. */
  readonly cells: readonly Cell[];
}

/** Rows that have something in common. */
export interface Section {
  readonly title: string;
  readonly rows: readonly MatrixRow[];
}

export interface Matrix {
  /** What it shows, in a sentence. */
  readonly about: string;
  readonly columns: readonly string[];
  readonly sections: readonly Section[];
}

/** Every scenario of `matrix`, each with its place in it as a title. */
export function scenariosOf({ columns, sections }: Matrix): { title: string; scenario: Scenario }[] {
  return sections.flatMap(({ title, rows }) =>
    rows.flatMap(({ of, kind, way, cells }) =>
      cells.flatMap((cell, at) =>
        'scenario' in cell
          ? [{ title: `${title}: ${of} (${kind}), ${way}, ${columns[at] ?? ''}`, scenario: cell.scenario }]
          : [],
      ),
    ),
  );
}
