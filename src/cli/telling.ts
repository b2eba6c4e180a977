/** Telling how a trial goes: a live line on a terminal, else a plain line every few seconds. */
import { plainText, progressLine } from '../report/index.js';
import type { Progress, TrialEvent } from '../trial/index.js';
import type { Io } from './io.js';

/** Where there is no terminal: how often a line is written. */
const PLAIN_LINE_MS = 3000;
const CLEAR_LINE = '\r\u001b[2K';

/** Makes the listener of one trial; it writes to standard error only. */
export function tellTrial(io: Io, target: string): (event: TrialEvent) => void {
  const live = io.isTerminal.stderr && io.env['TERM'] !== 'dumb';
  let told = -Infinity;
  const line = (text: string): void => io.stderr(`${live ? CLEAR_LINE : ''}${plainText(text)}\n`);
  const progress = (now: Progress): void => {
    const text = progressLine(target, now, io.columns);
    if (live) io.stderr(`${CLEAR_LINE}${plainText(text)}`);
    else if (now.milliseconds - told >= PLAIN_LINE_MS) {
      told = now.milliseconds;
      line(text);
    }
  };
  return (event) => {
    if (event.kind === 'began') line(`${target}: ${event.target.version}, seed ${event.seed}`);
    else if (event.kind === 'progress') progress(event.progress);
    else if (event.kind === 'finding') {
      const { clause, causes } = event.finding;
      line(`${target}: ${clause}: ${causes.at(-1)?.failure.difference ?? ''}`);
    } else if (event.kind === 'unstable') line(`${target}: unstable: ${event.unstable.failure.clause}`);
    else if (live) io.stderr(CLEAR_LINE);
  };
}
