/** The tally of a run: what became of how many, by kind of mutation; and whether that is good enough. */
import type { Spec } from '../../src/spec/index.js';
import { MUTATIONS, type Mutation } from './change.js';
import { nameOf, type Mutant } from './mutant.js';
import type { Explained } from './survivors.js';
import type { Told } from './worker.js';

/** A mutant and what became of it. */
export interface Tried {
  readonly mutant: Mutant;
  readonly told: Told;
}

/** What became of a mutant in the end; `apart` and `unreached` are survivors that speak against nobody. */
type Became =
  | Told
  /** Two refusals that never hold at once: nobody can see which is tried first. */
  | 'apart'
  /** The text says itself why no scenario makes the clause fire. */
  | 'unreached';

/** This share of the mutants has to die, where there are enough of them to speak of shares. */
const LEAST = 0.95;
const ENOUGH = 200;

export interface Tally {
  /** As a person reads it. */
  readonly text: string;
  readonly good: boolean;
}

/**
 * Sums up.
 *
 * @param explained the survivors with a reason; one that did not survive is stale, which is no better than one
 *   without a reason. Only those of mutants that were tried count, and of mutants that there are not.
 */
export function tallyOf(
  spec: Spec,
  tried: readonly Tried[],
  all: readonly Mutant[],
  explained: readonly Explained[],
): Tally {
  const reasons = new Map(explained.map(({ mutant, reason }) => [mutant, reason]));
  const ended = tried.map(({ mutant, told }): Ended => ({ mutant, became: becameOf(spec, mutant, told) }));
  const judged = ended.filter(({ became }) => !NOT_JUDGED.includes(became));
  const survivors = judged.filter(survived).map(({ mutant }) => nameOf(mutant));
  const known = survivors.filter((name) => reasons.has(name));
  const unknown = survivors.filter((name) => !reasons.has(name));
  const names = new Set(all.map(nameOf));
  const died = new Set(judged.flatMap((one) => (survived(one) ? [] : [nameOf(one.mutant)])));
  const stale = [...reasons.keys()].filter((name) => died.has(name) || !names.has(name));
  const share = judged.length === 0 ? 1 : 1 - survivors.length / judged.length;
  const lines = [
    ...table(ended),
    '',
    ...section(
      'survive, for a reason:',
      known.map((name) => `${name}\n      ${reasons.get(name) ?? ''}`),
    ),
    ...section('SURVIVE, and nobody has said why (survivors.yaml):', unknown),
    ...section('STALE in survivors.yaml, they die or are not there:', stale),
    `${judged.length - survivors.length} of ${judged.length} mutants die: ${percent(share)} (at least ${percent(LEAST)})`,
  ];
  return {
    text: lines.join('\n'),
    good: (share >= LEAST || judged.length < ENOUGH) && unknown.length === 0 && stale.length === 0,
  };
}

interface Ended {
  readonly mutant: Mutant;
  readonly became: Became;
}

function becameOf(spec: Spec, { mutation, clause, also = [] }: Mutant, told: Told): Became {
  if (told !== 'survived') return told;
  const unreached = [clause, ...also].some((id) => spec.clauses.get(id)?.text.unreached !== undefined);
  if (unreached) return 'unreached';
  return mutation === 'refusals swapped' ? 'apart' : told;
}

function survived({ became }: Ended): boolean {
  return became === 'survived';
}

/** Of these nobody expects that they die. */
const NOT_JUDGED: readonly Became[] = ['apart', 'unreached', 'idle'];
const COLUMNS: readonly Became[] = ['judge', 'order', 'law', 'broken', 'endless', 'survived', ...NOT_JUDGED];
const WIDTH = 11;

function table(ended: readonly Ended[]): string[] {
  const rows = MUTATIONS.map((mutation) =>
    row(
      mutation,
      ended.filter(({ mutant }) => mutant.mutation === mutation),
    ),
  );
  const wide = Math.max(...MUTATIONS.map(({ length }) => length)) + 2;
  const head = ['mutants', ...COLUMNS].map((name) => name.padStart(WIDTH)).join('');
  const line = ({ name, counts }: Row): string =>
    `${name.padEnd(wide)}${counts.map((count) => String(count || '').padStart(WIDTH)).join('')}`;
  const shown = rows.filter(({ counts: [count] }) => count !== 0);
  return [''.padEnd(wide) + head, ...shown.map(line), line(row('all', ended))];
}

interface Row {
  readonly name: string;
  readonly counts: readonly number[];
}

function row(name: Mutation | 'all', ended: readonly Ended[]): Row {
  const counts = COLUMNS.map((column) => ended.filter(({ became }) => became === column).length);
  return { name, counts: [ended.length, ...counts] };
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `    ${line}`), ''];
}

function percent(share: number): string {
  return `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
}
