/** The law of what /proc has of a process, held open: it is about its first owner. spec/laws/proc-file.yaml. */
import type { ActorName, Value } from '../../src/abi/index.js';
import type { Observation, Scenario } from '../../src/scenario/index.js';
import { momentsOf, type Answered, type Moment } from './account/moment.js';
import { descriptorOf, numberOf } from './account/reading.js';
import type { LawChecker } from './law.js';
import { chosenNumber, CLOSING } from './thread.js';

export const PROC_FILE_LAWS: readonly LawChecker[] = [
  {
    id: 'proc-file/first-owner-only',
    check: (scenario: Scenario, observation: Observation) => {
      const held: Held = { directories: new Map(), names: new Map(), replaced: new Set() };
      for (const moment of momentsOf(scenario, observation)) {
        const why = moment.answers
          .map((answered) => reached(held, answered))
          .find((one) => one !== undefined);
        if (why !== undefined) return { step: moment.step, why };
        follow(held, moment);
      }
      return undefined;
    },
  },
];

/** What is surely still open, by holder and number, and whom it is about. */
interface Held {
  /** Directories of processes. */
  readonly directories: Map<string, ActorName>;
  /** Files with a name of which nobody has read anything. */
  readonly names: Map<string, ActorName>;
  /** Actors whose number another one has got since. */
  readonly replaced: Set<ActorName>;
}

function reached({ directories, names, replaced }: Held, answered: Answered): string | undefined {
  const { asked, result } = answered;
  if (result.kind === 'errno') return undefined;
  const key = `${asked.actor} ${String(descriptorOf(asked.call.args[0]))}`;
  const about = (asked.call.name === 'read' ? names : directories).get(key);
  if (about === undefined || !replaced.has(about)) return undefined;
  const what = WAYS[asked.call.name]?.(answered);
  return what === undefined
    ? undefined
    : `${what} of ${about}, though ${about} is gone and its number another's`;
}

/** What a success of the call would tell, or do, through a descriptor of a process that is gone. */
const WAYS: Readonly<Record<string, (answered: Answered) => string | undefined>> = {
  openat: ({ asked }) =>
    isAbsolute(asked.call.args[1]) ? undefined : 'something is opened in the directory',
  pidfd_send_signal: () => 'a signal goes through the directory',
  read: ({ result }) => (bytesOf(result) > 0n ? 'a name is read in the file' : undefined),
};

function follow(held: Held, { asked, answers, events }: Moment): void {
  const { directories, names, replaced } = held;
  if (events.some(({ kind }) => kind === 'image')) forget(held);
  const chosen = events.some(({ kind }) => kind === 'began') ? chosenNumber(asked) : undefined;
  if (chosen !== undefined) replaced.add(chosen);
  for (const { asked: made, result } of answers) {
    if (result.kind === 'errno') continue;
    const { actor, call } = made;
    if (CLOSING.has(call.name)) forget(held);
    // Descriptions are shared: whoever reads may have read on in any of them.
    if (call.name === 'read' && bytesOf(result) > 0n) names.clear();
    const fd = call.name === 'openat' ? descriptorOf(result.value) : undefined;
    const opened = fd === undefined ? undefined : openedBy(held, actor, call.args);
    if (opened === undefined || replaced.has(opened.about)) continue;
    (opened.isName ? names : directories).set(`${actor} ${String(fd)}`, opened.about);
  }
}

function forget({ directories, names }: Held): void {
  directories.clear();
  names.clear();
}

/** Whom a file of /proc is about, and whether it tells a name. */
interface Opened {
  readonly about: ActorName;
  readonly isName: boolean;
}

/** Whom what was opened is about: `"/proc/"+B`, `"/proc/"+B+"/comm"`, or "comm" in a directory that is held. */
function openedBy(
  { directories }: Held,
  actor: ActorName,
  [directory, path]: readonly Value[],
): Opened | undefined {
  if (path?.kind === 'bytes' && path.bytes === 'comm') {
    const about = directories.get(`${actor} ${String(descriptorOf(directory))}`);
    return about === undefined ? undefined : { about, isName: true };
  }
  return path?.kind === 'text' ? spelt(path.parts) : undefined;
}

function spelt([root, who, rest]: readonly Value[]): Opened | undefined {
  if (root?.kind !== 'bytes' || root.bytes !== '/proc/' || who?.kind !== 'actor') return undefined;
  if (rest === undefined) return { about: who.actor, isName: false };
  return rest.kind === 'bytes' && rest.bytes === '/comm' ? { about: who.actor, isName: true } : undefined;
}

function isAbsolute(path: Value | undefined): boolean {
  const first = path?.kind === 'text' ? path.parts[0] : path;
  return first?.kind !== 'bytes' || first.bytes.startsWith('/');
}

function bytesOf(result: Answered['result']): bigint {
  return result.kind === 'value' ? (numberOf(result.value) ?? 0n) : 0n;
}
