/** A sequence drawn as SVG: a lane for each actor, a row for each step. Colours come from the style of the page. */
import type { ActorName } from '../../abi/index.js';
import { markup, type Markup } from './markup.js';
import type { Line, Mark, Row, Sequence } from './sequence.js';
import { wrapCode } from './wrap-code.js';

/** One character and one line of the font of the diagram, and the room around boxes, in pixels. */
const CHAR = 7.3;
const LINE = 17;
const PAD = 7;
const GAP = 22;
const NUMBERS = 34;
const HEAD = 26;
const TIP = 8;
/** Columns of text in a box, by the number of lanes; more lanes have the last. */
const COLUMNS = [72, 46, 36, 28];
/** Lines of a box that are drawn of one text. */
const MOST_LINES = 8;

/** A box where it stands. */
interface Box {
  readonly mark: Mark;
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height: number;
}

interface Place {
  readonly lanes: ReadonlyMap<ActorName, number>;
  readonly width: number;
}

/** The picture. `label` tells those who cannot see it what it shows. */
export function drawSequence(sequence: Sequence, label: string): Markup {
  const rows = sequence.rows.map((row) => row.marks.map((mark) => boxOf(mark, sequence.actors.length)));
  const place = placeLanes(sequence.actors, rows);
  let top = HEAD + GAP;
  const tops = rows.map((boxes) => {
    const at = top;
    top += Math.max(...boxes.map(({ height }) => height)) + GAP / 2;
    return at;
  });
  const bottom = top + PAD;
  return markup`<svg
    class="sequence"
    role="img"
    aria-label="${label}"
    viewBox="0 0 ${place.width} ${bottom}"
    width="${place.width}"
    height="${bottom}"
  >
    ${sequence.actors.map((actor) => laneOf(sequence, place, actor, tops, bottom))}
    ${sequence.rows.map((row, index) => drawRow(row, rows[index] ?? [], place, tops[index] ?? 0, index))}
  </svg>`;
}

function boxOf(mark: Mark, lanes: number): Box {
  const columns = COLUMNS[Math.min(lanes, COLUMNS.length) - 1] ?? 0;
  const lines = mark.lines.flatMap((line) =>
    wrapCode(`${SIGNS[line.kind]}${line.text}`, columns, MOST_LINES).map((text) => ({ ...line, text })),
  );
  const longest = Math.max(...lines.map(({ text }) => text.length));
  return { mark, lines, width: longest * CHAR + 2 * PAD, height: lines.length * LINE + PAD };
}

/** Not told by colour alone. */
const SIGNS: Readonly<Record<Line['kind'], string>> = {
  asked: '',
  seen: '',
  observed: '\u2717 ',
  allowed: '\u2713 ',
};

/** Each lane is as wide as its widest box. */
function placeLanes(actors: readonly ActorName[], rows: readonly (readonly Box[])[]): Place {
  const lanes = new Map<ActorName, number>();
  let left = NUMBERS;
  for (const actor of actors) {
    const boxes = rows.flat().filter(({ mark }) => mark.actor === actor);
    const width = Math.max(HEAD, ...boxes.map((box) => box.width));
    lanes.set(actor, Math.round(left + width / 2));
    left += Math.ceil(width) + GAP;
  }
  return { lanes, width: left };
}

/** The line below an actor's head, from where it begins to where it ends, thick while it sleeps in the kernel. */
function laneOf(
  { rows }: Sequence,
  { lanes }: Place,
  actor: ActorName,
  tops: readonly number[],
  bottom: number,
): Markup {
  const x = lanes.get(actor) ?? 0;
  const begins = rows.findIndex(({ began }) => began.includes(actor));
  const ends = rows.findIndex(({ ended }) => ended.includes(actor));
  const top = begins === -1 ? 0 : (tops[begins] ?? 0) - HEAD / 2;
  const end = ends === -1 ? bottom : (tops[ends] ?? 0) + LINE;
  const sleeps = rows.map(({ asleep }, index) =>
    asleep.includes(actor)
      ? markup`<line class="sleep" x1="${x}" x2="${x}" y1="${tops[index] ?? 0}" y2="${tops[index + 1] ?? bottom}" />`
      : undefined,
  );
  return markup`<line class="lane" x1="${x}" x2="${x}" y1="${top}" y2="${end}" />${sleeps}
    <rect class="head" x="${x - HEAD / 2}" y="1" width="${HEAD}" height="${HEAD - 4}" rx="5" />
    <text class="name" x="${x}" y="${HEAD - 9}" text-anchor="middle">${actor}</text>`;
}

function drawRow({ when }: Row, boxes: readonly Box[], { lanes }: Place, top: number, index: number): Markup {
  const [acting, ...others] = boxes;
  const y = top + LINE / 2 + 2;
  const arrows = others.map((box) => acting !== undefined && arrow(acting, box, lanes, y));
  return markup`<g class="${when}"><text class="number" x="${NUMBERS - GAP / 2}" y="${y + 4}" text-anchor="end">${index + 1}</text>${arrows}${boxes.map(
    (box) => drawBox(box, lanes.get(box.mark.actor), top),
  )}</g>`;
}

/** From the edge of the acting actor's box to that of somebody who sees something of it. */
function arrow(from: Box, to: Box, lanes: Place['lanes'], y: number): Markup | undefined {
  const [start, end] = [lanes.get(from.mark.actor), lanes.get(to.mark.actor)];
  if (start === undefined || end === undefined) return undefined;
  const way = start < end ? 1 : -1;
  const tip = end - (way * to.width) / 2;
  return markup`<line class="arrow" x1="${start + (way * from.width) / 2}" x2="${tip - way * TIP}" y1="${y}" y2="${y}" /><path class="tip" d="M${tip} ${y}l${-way * TIP} -4v8z" />`;
}

function drawBox({ lines, width, height }: Box, x: number | undefined, top: number): Markup | undefined {
  if (x === undefined) return undefined;
  const left = Math.round(x - width / 2);
  const texts = lines.map(
    ({ text, kind }, index) =>
      markup`<text class="${kind}" x="${left + PAD}" y="${top + (index + 1) * LINE - 3}">${text}</text>`,
  );
  return markup`<rect class="box" x="${left}" y="${top}" width="${Math.ceil(width)}" height="${height}" rx="5" />${texts}`;
}
