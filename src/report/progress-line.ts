/** One line that says how far a trial is. */
import type { Progress } from '../trial/index.js';
import { counted, grouped } from './plain-text.js';

/** The line, at most `width` columns wide, without a newline: of a long name of a target only the end is said. */
export function progressLine(target: string, progress: Progress, width: number): string {
  const { done, planned, steps, findings, unstable, milliseconds, shrinking } = progress;
  const of = planned === undefined ? '' : `/${grouped(planned)}`;
  const parts = [
    `: ${grouped(done)}${of} scenarios`,
    `${grouped(steps)} steps`,
    findings === 0 ? 'nothing found' : counted(findings, 'finding'),
    ...(unstable === 0 ? [] : [`${unstable} unstable`]),
    `${Math.floor(milliseconds / 1000)} s`,
    ...(shrinking === undefined ? [] : [`shrinking ${shrinking}`]),
  ];
  const said = parts.join(', ');
  return `${shortened(target, width - 1 - said.length)}${said}`.slice(0, Math.max(1, width - 1));
}

const SHORTEST = 8;

function shortened(name: string, most: number): string {
  const length = Math.max(most, SHORTEST);
  return name.length <= length ? name : `…${name.slice(1 - length)}`;
}
