/** The paths of a trial as a program has them: its program is the program itself, its directory an empty one below /tmp. */
import type { Value } from '../../abi/index.js';

const AGENT = '/bin/agent';
/** Where that stands. */
const DIRECTORY = '/bin';
/** Each program finds itself here, whoever may run it. */
export const ITSELF = '/proc/self/exe';
/** A copy of the program in its own directory. The path is as long as that of the trial's program. */
export const COPY = '/tmp/agent';
const WORK = '/work';
const OWN_DIRECTORY = '/tmp/';

/** True where a value says the path of the trial's program within a text, which has to stay as long as it is, or where it is. */
export function namesAgentWithin(value: Value): boolean {
  if (value.kind !== 'bytes') return false;
  return value.bytes === DIRECTORY || (value.bytes.includes(AGENT) && !value.bytes.startsWith(AGENT));
}

/** True for a path in the trial's directory. */
export function isInWork(path: string): boolean {
  return path.startsWith(WORK);
}

/** A path, or a text with paths, as a program writes it; `agent` is ITSELF or COPY. */
export function trialPath(text: string, agent: string): string {
  if (text === DIRECTORY) return OWN_DIRECTORY.slice(0, -1);
  if (isInWork(text)) return `${OWN_DIRECTORY}${text.slice(WORK.length)}`;
  if (agent === COPY) return text.replaceAll(AGENT, COPY);
  return text.startsWith(AGENT) ? `${agent}${text.slice(AGENT.length)}` : text;
}
