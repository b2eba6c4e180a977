/** A clause as text: what it answers, when, and where the promise is written. */
import type { Refusal, RestartClass, Success, Waits } from '../../spec/index.js';
import type { ClauseText } from '../../spec/index.js';
import { wrapped } from './lines.js';

/** A refusal: its errno, its id, when, and its prose. */
export function refusalLines(refusal: Refusal): string[] {
  return clauseLines(refusalText(refusal), refusal, [
    ['when', refusal.when.source],
    ['why', refusal.unspecified],
    ['order', refusal.precedence === undefined ? undefined : 'any among its neighbours that say so'],
  ]);
}

function refusalText({ errno, raises, restart }: Refusal): string {
  if (restart !== undefined) return `signals first; ${RESTART_TEXTS[restart]}`;
  if (errno === undefined) return 'unspecified';
  return raises === undefined ? errno : `${errno} and ${raises}`;
}

/** A success: what it returns, its id, when. */
export function resultLines(result: Success): string[] {
  const raises = result.raises === undefined ? '' : ` and ${result.raises}`;
  return clauseLines(`${answerOf(result)}${raises}`, result, [['when', result.when?.source]]);
}

function answerOf(result: Success): string {
  if (result.again) return 'waits again';
  if (result.errno !== undefined) return `${result.errno} after the effect`;
  return result.returns === 'nothing' ? 'does not return' : `returns ${result.returns.source}`;
}

const RESTART_TEXTS: Readonly<Record<RestartClass, string>> = {
  sys: 'EINTR if a handler ran without SA_RESTART; else the call starts again',
  nohand: 'EINTR if a handler ran, SA_RESTART or not; else the call starts again',
  block: 'EINTR if a handler ran; else the call goes on with the time that is left',
  nointr: 'always starts again',
  never: 'EINTR, also after a stop and continue without any handler',
};

/** A wait: until when, what is answered instead, and what a signal does to it. */
export function waitLines(waits: Waits): string[] {
  const { until, nonblocking, fails, partial } = waits;
  return [
    ...wrapped(`until ${until.source}`, 2),
    ...(nonblocking === undefined ? [] : ['  instead of waiting:', ...refusalLines(nonblocking)]),
    ...(waits.resumes === true ? ['  then it goes on from here, and is not tried again'] : []),
    ...interruptionLines(waits.interrupted),
    ...(fails === undefined ? [] : ['  any signal, instead of that:', ...refusalLines(fails)]),
    ...(partial === undefined
      ? []
      : [
          '  a signal after a part was done:',
          ...clauseLines(`returns ${partial.returns.source}`, partial, [['when', partial.when.source]]),
        ]),
  ];
}

function interruptionLines(interrupted: Waits['interrupted']): string[] {
  if (interrupted === undefined) return ['  only a fatal signal ends the wait'];
  const { restart, when, otherwise } = interrupted;
  return [
    `  a signal (${restart})${when === undefined ? '' : ` where ${when.source}`}:`,
    ...clauseLines(RESTART_TEXTS[restart], interrupted, []),
    ...(otherwise === undefined ? [] : interruptionLines(otherwise)),
  ];
}

type Detail = readonly [label: string, text: string | undefined];

/** What a clause answers, with its id, and below it what it says of itself. */
export function clauseLines(answer: string, clause: ClauseText, details: readonly Detail[]): string[] {
  const about: readonly Detail[] = [
    ...details,
    ['cite', clause.cite],
    ['since', clause.since],
    ['until', clause.until],
    ['needs', clause.needs],
    ['unreached', clause.unreached],
  ];
  return [
    `  ${answer}   [${clause.id}]`,
    ...(clause.prose === undefined ? [] : wrapped(clause.prose, 6)),
    ...about.flatMap(([label, text]) => (text === undefined ? [] : wrapped(`${label}: ${text.trim()}`, 6))),
  ];
}
