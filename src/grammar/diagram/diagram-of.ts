/** A format as railroad diagrams: one picture for each of its rules, from the top, in one SVG. */
import railroad, { type Drawing } from '@prantlf/railroad-diagrams';
import { walk, type FormatTree, type NodeOf } from '../ir.js';
import { pieceOf } from './pieces.js';

const TITLE = 24;
const STYLE = `
  svg { background: #fff } text { font: 13px ui-monospace, monospace; text-anchor: middle; fill: #1b1f24; white-space: pre }
  text.title { font-weight: bold; font-size: 15px; text-anchor: start }
  path { stroke: #57606a; stroke-width: 1.5; fill: none } rect { stroke: #57606a; stroke-width: 1.2; fill: #eef4fb }
  .terminal rect { fill: #fdf3d8 } rect.group-box { stroke: #8c959f; stroke-dasharray: 5 4; fill: none }
  text.comment { font-size: 11px; font-style: italic; fill: #57606a; transform: translateY(-3px) }
  @media (prefers-color-scheme: dark) {
    svg { background: #14171b } text { fill: #e6edf3 } path, rect { stroke: #8b949e } rect { fill: #1c2a3a }
    .terminal rect { fill: #3a3115 } text.comment { fill: #9aa4ae }
  }`;

/** The railroad diagram of a format: an SVG document that needs nothing else, light and dark. */
export function diagramOf({ meta, root }: FormatTree): string {
  const drawings = rulesOf({ meta, root }).map(({ name, body }) => ({
    name,
    drawing: new railroad.Diagram(pieceOf(body)).format(12),
  }));
  const width = Math.max(...drawings.map(({ drawing }) => size(drawing, 'width')));
  let top = 0;
  const parts = drawings.map(({ name, drawing }) => {
    const height = size(drawing, 'height');
    drawing.attrs['y'] = top + TITLE;
    const part = `<text class="title" id="${name}" x="12" y="${top + 18}">${name}</text>${drawing.toString()}`;
    top += height + TITLE;
    return part;
  });
  const open = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${top}" viewBox="0 0 ${width} ${top}">`;
  return [open, `<title>${meta.name}</title>`, `<style>${STYLE}</style>`, ...parts, '</svg>', ''].join('\n');
}

/** Every rule of the format once, those that are used first before those that they use. */
function rulesOf({ root }: FormatTree): readonly NodeOf<'rule'>[] {
  const rules = new Map<string, NodeOf<'rule'>>();
  for (const node of walk(root))
    if (node.kind === 'rule' && !rules.has(node.name)) rules.set(node.name, node);
  return [...rules.values()];
}

function size(drawing: Drawing, side: 'width' | 'height'): number {
  return Number(drawing.attrs[side]);
}
