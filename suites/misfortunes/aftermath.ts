/** What must hold after a misfortune: each promise as a list of complaints, which is empty where it was kept. */
import { readdirSync, readFileSync } from 'node:fs';
import type { TrialResult } from '../../src/index.js';
import type { Misfortune } from './misfortunes.js';
import { PLANTED } from './stage.js';

/** No verdict on the kernel: nothing speaks against it but what was planted, and what else came of it is trouble. */
export function wrongVerdicts({ findings, unstable, verdicts }: TrialResult): string[] {
  return [
    ...findings.flatMap(({ clause, kind }) => (clause === PLANTED.clause ? [] : [`${clause} ${kind}`])),
    ...unstable.map(({ failure }) => `${failure.clause} unstable`),
    ...(['crash', 'differs', 'unsupported', 'unspecified'] as const).flatMap((kind) =>
      verdicts[kind] === 0 ? [] : [`${verdicts[kind]} ${kind}`],
    ),
    ...(verdicts.diverges === 1 ? [] : [`${verdicts.diverges} diverge, and 1 was planted`]),
  ];
}

/** The finding that was made before is there. */
export function lostFindings({ findings }: Pick<TrialResult, 'findings'>): string[] {
  const told = findings.find(({ clause }) => clause === PLANTED.clause)?.causes[0]?.failure.difference ?? '';
  return told.includes(PLANTED.told) ? [] : [`${PLANTED.clause} was found, and is not told`];
}

/** What happened is told, and no more than that was lost. */
export function untold({ ended, undecided, verdicts }: TrialResult, misfortune: Misfortune): string[] {
  const { told, lost, fails = false } = misfortune;
  const reasons = [...Object.keys(undecided), ...(ended.how === 'failed' ? [ended.reason] : [])];
  const wasTold = lost === 0 || reasons.some((reason) => told.test(reason));
  return [
    ...(ended.how === (fails ? 'failed' : 'complete') ? [] : [`it ended so: ${JSON.stringify(ended)}`]),
    ...(verdicts.inconclusive <= lost ? [] : [`${verdicts.inconclusive} scenarios are lost`]),
    ...(wasTold ? [] : ['nothing tells what happened']),
    ...reasons.filter((reason) => !told.test(reason)).map((reason) => `told as: ${reason}`),
  ];
}

/** What agents have mounted where everybody sees it. Files, and other mounts, are no witness: others work here, too. */
export function mountsInSight(): readonly string[] {
  return readFileSync('/proc/self/mounts', 'latin1')
    .split('\n')
    .filter((line) => line.startsWith('abide '));
}

/** Processes that `pids` are, or that belong to a session that one of them began. */
export function leftBehind(pids: readonly number[]): string[] {
  const sessions = new Set(pids);
  return readdirSync('/proc').flatMap((name) => {
    const stat = /^\d+$/.test(name) ? textOf(`/proc/${name}/stat`) : '';
    const [, comm = '', state = '', , , session = ''] = /\((.*)\) (\S) (\d+) (\d+) (\d+) /s.exec(stat) ?? [];
    return state !== '' && state !== 'Z' && sessions.has(Number(session)) ? [`${name} ${comm} ${state}`] : [];
  });
}

/** A loaded machine may take its time to let processes die. */
const PATIENCE_MS = 60_000;

/** Waits until nothing is left, and gives what is left all the same. */
export async function leftAtLast(left: () => readonly string[]): Promise<readonly string[]> {
  const since = performance.now();
  while (left().length > 0 && performance.now() - since < PATIENCE_MS)
    await new Promise((turn) => setImmediate(turn));
  return left();
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
