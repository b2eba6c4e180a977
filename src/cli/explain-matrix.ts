/** `abide explain SUITE`: the matrix of a suite as a table for people. */
import { wrap } from '../report/index.js';
import { DEFAULT_PROFILE } from '../scenario/index.js';
import { PLANS, type Matrix, type MatrixRow } from '../../suites/plans.js';
import { assemble, basisFor } from './assembly.js';
import { printJson, type ExitStatus, type Io } from './io.js';

/** The width of a table, and of the names of ways at its left. */
const TABLE = 79;
const LEAST_WAY = 9;
const MOST_WAY = 15;

/** True if there is a suite called `name` that has a matrix. */
export function hasMatrix(name: string): boolean {
  return PLANS.some((plan) => plan.name === name && plan.matrix !== undefined);
}

/** Prints the matrix of the suite called `name`, as the model of the newest profile fills it. */
export async function explainMatrix(io: Io, name: string, { json }: { json?: boolean }): Promise<ExitStatus> {
  const make = PLANS.find((plan) => plan.name === name)?.matrix;
  if (make === undefined) return 2;
  const assembly = await assemble(io);
  const matrix = make(basisFor(assembly, { profile: DEFAULT_PROFILE, privileged: true }));
  if (json === true) printJson(io, matrix);
  else io.stdout(`${matrixText(matrix)}\n`);
  return 0;
}

/** The matrix as text of at most 80 columns: what has the same answers stands together. */
export function matrixText({ about, columns, sections }: Matrix): string {
  const ways = sections.flatMap(({ rows }) => rows.map(({ way }) => way.length + 1));
  const way = Math.min(MOST_WAY, Math.max(LEAST_WAY, ...ways));
  const widths: Widths = { way, cell: Math.floor((TABLE - way) / Math.max(1, columns.length)) };
  const heads = [line([], columns, widths), '-'.repeat(way + widths.cell * columns.length)];
  const blocks = sections.flatMap(({ title, rows }) => [
    [`== ${title}`, ...heads].join('\n'),
    ...together(rows).map(({ names, kind, lines }) => {
      const head = wrap(`${kind}: ${names.join(', ')}`, TABLE, '  ');
      return [head, ...lines.map((one) => line(one.ways, one.words, widths))].join('\n');
    }),
  ]);
  return [wrap(about, TABLE, ''), ...blocks].join('\n\n');
}

interface Widths {
  readonly way: number;
  readonly cell: number;
}

interface Block {
  readonly names: string[];
  readonly kind: string;
  readonly lines: readonly { readonly ways: readonly string[]; readonly words: readonly string[] }[];
}

/** Rows by what they are of; those of which everything is the same are one block. */
function together(rows: readonly MatrixRow[]): Block[] {
  const blocks = new Map<string, Block>();
  const sorts = new Set(rows.map(({ of, kind }) => JSON.stringify([of, kind])));
  for (const sort of sorts) {
    const [of, kind] = JSON.parse(sort) as [string, string];
    const mine = rows.filter((row) => row.of === of && row.kind === kind);
    const lines = sameLines(mine);
    const key = JSON.stringify([kind, lines]);
    const block = blocks.get(key) ?? { names: [], kind, lines };
    block.names.push(of);
    blocks.set(key, block);
  }
  return [...blocks.values()];
}

/** One line a way; ways with the same words (but where one has none) are one line. */
function sameLines(rows: readonly MatrixRow[]): Block['lines'] {
  const lines: { ways: string[]; words: string[] }[] = [];
  for (const { way, cells } of rows) {
    const words = cells.map(wordOf);
    const same = lines.find((known) => known.words.every((word, at) => agree(word, words[at] ?? NONE)));
    if (same === undefined) lines.push({ ways: [way], words });
    else {
      same.ways.push(way);
      same.words = same.words.map((word, at) => (word === NONE ? (words[at] ?? NONE) : word));
    }
  }
  const all = lines.length === 1 && rows.length > 1;
  return lines.map(({ ways, words }) => ({ ways: all ? ['any way'] : ways, words }));
}

/** What stands in a cell that makes no sense. */
const NONE = '-';

function agree(one: string, other: string): boolean {
  return one === other || one === NONE || other === NONE;
}

function wordOf(cell: MatrixRow['cells'][number]): string {
  return 'scenario' in cell ? cell.outcome : cell.reason;
}

/** A row of cells, each broken into lines of its width. */
function line(ways: readonly string[], words: readonly string[], { way, cell }: Widths): string {
  const cells = [
    ways.flatMap((name) => broken(name, way - 1)),
    ...words.map((word) => broken(word, cell - 1)),
  ];
  const height = Math.max(...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, at) =>
    cells
      .map((lines, index) => (lines[at] ?? '').padEnd(index === 0 ? way : cell))
      .join('')
      .trimEnd(),
  ).join('\n');
}

/** The words of a cell in lines; a word that is too long has a line of its own. */
function broken(text: string, width: number): string[] {
  return text.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    const fits = last !== undefined && last.length + 1 + word.length <= width;
    return fits ? [...lines.slice(0, -1), `${last} ${word}`] : [...lines, word];
  }, []);
}
