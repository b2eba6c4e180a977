/** A walk through the /proc that an agent sees: its entries put together, and held up reads gone round. */
import { errnoName } from '../abi/index.js';
import type { AgentProcess } from './agent-process.js';
import type { ProcEntry, ProcWalk } from './proc-entry.js';
import { TargetFailure } from './target.js';
import type { FoundFrame } from './walk-frames.js';

/** So many reads that do not come back are gone round; with one more the target is given up. */
const HELD_UP = 8;
/** `heard` is called behind so many entries. */
const NEWS = 500;

/** How a walk is asked of one agent. */
export interface WalkSetting {
  readonly patienceMs: number;
  readonly isWhole: boolean;
}

/**
 * Every entry of the /proc that `agent` sees, in the order in which it came. A read that does not come back is refused
 * with ETIMEDOUT, and the walk begins again without it. Rejects with TargetFailure.
 */
export async function walkProc(
  agent: Pick<AgentProcess, 'walk'>,
  walk: ProcWalk,
  setting: WalkSetting,
): Promise<readonly ProcEntry[]> {
  const held: ProcEntry[] = [];
  for (;;) {
    const entries: ProcEntry[] = [];
    const rules = [...walk.rules, ...held.map(({ path }) => ({ name: `/${path}`, most: 0, key: '' }))];
    const outcome = await agent.walk({ ...setting, longest: walk.longest, rules }, joined(entries, walk));
    if (outcome.kind === 'lost')
      throw new TargetFailure(`${outcome.detail}, behind /proc/${entries.at(-1)?.path ?? ''}`);
    const { ended, path } = outcome.answer;
    if (ended === 'complete') return [...entries, ...held];
    if (ended === 'died' || held.length === HELD_UP)
      throw new TargetFailure(`the walk through /proc ${ended} at ${path}`);
    held.push({
      path: path.replace(/^\/proc\//, ''),
      kind: 'file',
      mode: 0,
      uid: 0,
      text: '',
      errno: 'ETIMEDOUT',
    });
  }
}

/** Puts the pieces of an entry together; of one that was refused nothing is kept. */
function joined(entries: ProcEntry[], { heard }: ProcWalk): (found: FoundFrame) => void {
  let before = '';
  return ({ entry, mode, uid, path, errno, goesOn, bytes }) => {
    const text = before + Buffer.from(bytes).toString('latin1');
    before = goesOn ? text : '';
    if (goesOn) return;
    const refusal = errno === 0 ? { text } : { text: '', errno: errnoName(errno) };
    entries.push({ path, kind: entry, mode, uid, ...refusal });
    if (entries.length % NEWS === 0) heard?.(entries.length);
  };
}
