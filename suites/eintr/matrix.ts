/** The matrix: every wait of the text, with every disposition, direction and progress. */
import type { Basis } from '../plan.js';
import type { Cell, Matrix, MatrixRow, Section } from '../matrix.js';
import { meetingOf, outcomeOf } from './cell.js';
import { DIRECTIONS, DISPOSITIONS, type Direction, type Disposition } from './columns.js';
import { waitsOf, type Wait } from './waits.js';
import { waysOf, type Way } from './ways.js';

const ABOUT = 'What becomes of a call that sleeps when a signal comes, by what is done with the signal.';

/** The two halves of the matrix. */
const PROGRESS = ['nothing is done yet', 'a part is done'] as const;
type Progress = (typeof PROGRESS)[number];

/**
 * Every cell of the matrix. A cell that has no scenario says why: no example leads to the wait, the call has
 * no set, or no part can be done.
 */
export function eintrMatrix(basis: Basis): Matrix {
  const waits = waitsOf(basis.spec);
  const ways = waysOf(basis);
  const sections = PROGRESS.map((progress): Section => {
    const possible = waits.filter(
      ({ partial }) => progress === 'nothing is done yet' || partial !== undefined,
    );
    return { title: progress, rows: possible.flatMap((wait) => rowsOf(basis, wait, progress, ways)) };
  });
  return { about: ABOUT, columns: DISPOSITIONS.map(({ title }) => title), sections };
}

function rowsOf(basis: Basis, wait: Wait, progress: Progress, ways: readonly Way[]): MatrixRow[] {
  const way = ways.find((one) => one.call === wait.call && leadsTo(basis, one, wait, progress));
  return DIRECTIONS.map((direction) => ({
    of: wait.name,
    kind: wait.restart ?? 'killable',
    way: direction.title,
    cells: DISPOSITIONS.map((disposition) => cellOf(basis, wait, way, disposition, direction)),
  }));
}

function cellOf(
  basis: Basis,
  wait: Wait,
  way: Way | undefined,
  disposition: Disposition,
  direction: Direction,
): Cell {
  if (way === undefined) return { reason: 'no example' };
  if (disposition.inSet === true && wait.set === undefined) return { reason: '-' };
  if (disposition.stops === true && direction.several === true) return { reason: '-' };
  const meeting = meetingOf(basis, way, wait, disposition, direction);
  if (meeting === undefined) return { reason: 'no set' };
  return { scenario: meeting.scenario, outcome: outcomeOf(basis, meeting, way, wait) };
}

/** Asks the model: a handler ends or restarts a wait by the clause of that wait, before or after a part. */
function leadsTo(basis: Basis, way: Way, wait: Wait, progress: Progress): boolean {
  const [disposition] = DISPOSITIONS.filter(({ title }) => title === 'handler');
  const [direction] = DIRECTIONS;
  if (disposition === undefined || direction === undefined) return false;
  const meeting = meetingOf(basis, way, wait, disposition, direction);
  if (meeting === undefined) return false;
  const [steps] = basis.walks(meeting.scenario);
  const send = steps?.[meeting.from];
  const asleep = steps?.[meeting.from - 1]?.events.some(({ kind }) => kind === 'blocked') ?? false;
  if (send === undefined || !asleep) return false;
  if (wait.interrupted === undefined) return progress === 'nothing is done yet';
  return send.clauses.includes(progress === 'a part is done' ? (wait.partial ?? '') : wait.interrupted);
}
