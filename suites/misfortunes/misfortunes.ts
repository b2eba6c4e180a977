/** The misfortunes that befall an agent: what each may cost, and how it is told. */

/** What must hold of a trial that one of BLOWS struck. */
export interface Misfortune {
  readonly name: string;
  /** Every scenario without a verdict has one of these reasons. */
  readonly told: RegExp;
  /** So many scenarios may have no verdict; with `fails`, all that follow. */
  readonly lost: number;
  /** The trial cannot go on, and ends for that reason. */
  readonly fails?: true;
  /** Time passes before anybody notices: until our own patience is at its end. */
  readonly isSilent?: true;
  /** Only with this can it be brought about. */
  readonly needs?: Need;
}

/** A memory cgroup is one that we can make. */
export type Need = 'root' | 'memory cgroup';

const DIED = /^it did so once, and not again: the agent died of SIGKILL$/;
const UNREADABLE = /^what came from the agent cannot be read: /;
const NO_PROCESS = /the agent could not go on: no process could be made$/;
const SILENT = /no answer for \d+ s$/;
const NO_START = /^it did so once|^the agent does not start: |^the agent cannot make its world: /;

export const MISFORTUNES: readonly Misfortune[] = [
  { name: 'agent killed within a scenario', told: DIED, lost: 1 },
  { name: 'agent killed between scenarios', told: DIED, lost: 1 },
  {
    name: 'agent killed again and again',
    told: /asks nothing: the agent died of SIGKILL$/,
    lost: 2,
    fails: true,
  },
  { name: 'the whole target killed', told: DIED, lost: 1 },
  { name: 'agent stopped', told: SILENT, lost: 1, isSilent: true },
  { name: 'no more processes', told: NO_PROCESS, lost: 8, fails: true },
  { name: 'no more descriptors', told: NO_PROCESS, lost: 8, fails: true },
  {
    name: 'agent ended for want of memory',
    told: /memory is short, and the machine ends processes/,
    lost: 2,
    needs: 'memory cgroup',
  },
  { name: 'answer cut, then the end', told: /^the output of the agent was cut in a frame$/, lost: 1 },
  { name: 'answer cut, then silence', told: either(UNREADABLE, SILENT), lost: 1, isSilent: true },
  { name: 'noise before an answer', told: UNREADABLE, lost: 1 },
  { name: 'noise behind an answer', told: UNREADABLE, lost: 1 },
  { name: 'noise within an answer', told: UNREADABLE, lost: 1 },
  { name: 'one bit of an answer turned', told: UNREADABLE, lost: 1 },
  { name: 'a frame longer than any', told: UNREADABLE, lost: 1 },
  { name: 'an answer twice', told: UNREADABLE, lost: 1 },
  { name: 'the answer to another scenario', told: UNREADABLE, lost: 1 },
  { name: 'an answer lost', told: either(UNREADABLE, SILENT), lost: 1, isSilent: true },
  {
    name: 'output closed, the process alive',
    told: either(/^the agent closed its output$/, SILENT),
    lost: 1,
    isSilent: true,
  },
  { name: 'a flood of messages', told: /^$/, lost: 0 },
  { name: 'console noise before the first frame', told: NO_START, lost: 3 },
  { name: 'an agent of another version', told: NO_START, lost: 3 },
  { name: 'an agent that is no program', told: NO_START, lost: 3 },
  { name: 'an agent that never starts', told: NO_START, lost: 3, isSilent: true },
  { name: 'no memory for the agent', told: NO_START, lost: 3 },
  { name: 'a clock that jumped', told: DIED, lost: 1, needs: 'root' },
];

function either(one: RegExp, other: RegExp): RegExp {
  return new RegExp(`${one.source}|${other.source}`);
}
