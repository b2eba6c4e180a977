/** The matrix: every way to make a descriptor, to change its mark, and to run or make somebody else. */
import { freeName, scenarioOf } from '../lines.js';
import type { Cell, Matrix, MatrixRow } from '../matrix.js';
import type { Basis } from '../plan.js';
import { makersOf, stateOf, type Maker } from './makers.js';
import { CHANGES, ENDS, type Change, type End } from './tables.js';

/** Every cell of the matrix: a scenario that ends in a look whether the descriptor is open. */
export function cloexecMatrix(basis: Basis): Matrix {
  const rows = makersOf(basis).flatMap((maker) => ENDS.map((end) => rowOf(basis, maker, end)));
  return {
    about:
      'What becomes of a descriptor: closed; open; or marked, which is open until the next execve. ' +
      'The rows are what is done in the end, the columns how the mark was changed before.',
    columns: CHANGES.map(({ title }) => title),
    sections: [{ title: 'every way to make one', rows }],
  };
}

function rowOf(basis: Basis, maker: Maker, end: End): MatrixRow {
  return {
    of: maker.call,
    kind: maker.marked ? 'made with the mark' : 'made without it',
    way: end.title,
    cells: CHANGES.map((change) => cellOf(basis, maker, change, end)),
  };
}

function cellOf(basis: Basis, maker: Maker, change: Change, end: End): Cell {
  const child = freeName(maker.lines);
  const named = (line: string): string =>
    line
      .replace(/^M(?=:)/, maker.actor)
      .replace(/\bX\b/, child)
      .replace(/\bN\b/g, String(maker.fd));
  const then = [...(end.first ?? []), ...change.lines, ...end.lines];
  const lines = [...maker.lines, ...then.map(named)];
  const looker = end.looker === 'M' ? maker.actor : child;
  const scenario = scenarioOf([...lines, `${looker}: fcntl(${maker.fd}, F_GETFD)`], basis.profile);
  if (scenario === undefined) return { reason: 'no scenario' };
  return { scenario, outcome: stateOf(basis, lines, looker, maker.fd) };
}
