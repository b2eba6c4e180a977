/** Mindfulness of want: a machine that is short of something ends or refuses processes, and that is no verdict. */
import { TargetFailure, type Shortages, type Target } from '../target/index.js';
import type { Probe, Probed } from './probe.js';

/**
 * A probe that believes what speaks against the target only if meanwhile its machine was short of nothing, as
 * `target` tells. Else the scenario is asked again, since that may have struck somebody else: what
 * speaks against the target in peace is believed, and a failure that does not come again leaves the scenario
 * inconclusive. Rejects as `probe` does, and with TargetFailure where the machine is short all the time.
 */
export function mindful(probe: Probe, target: Pick<Target, 'shortages'>): Probe {
  const shortages = (): Shortages => target.shortages?.() ?? { memory: 0, processes: 0 };
  let known = shortages();
  /** What came of it, and what was short. The counts are read only after what speaks against the target. */
  const ask = async (...asked: Parameters<Probe>): Promise<{ probed: Probed; want?: Want }> => {
    const before = known;
    const probed = await probe(...asked);
    if (!accuses(probed)) return { probed };
    known = shortages();
    const want = WANTS.find(({ of }) => known[of] > before[of]);
    return { probed, ...(want === undefined ? {} : { want }) };
  };
  return async (scenario) => {
    const first = await ask(scenario);
    if (first.want === undefined) return first.probed;
    const { probed, want } = await ask(scenario);
    if (want !== undefined) throw new TargetFailure(want.reason, want.remedy);
    if (accuses(probed)) return probed;
    const reason = `it failed once, and not again: ${first.want.reason}`;
    return { ...probed, verdict: { kind: 'inconclusive', reason, fired: [] }, failures: [] };
  };
}

interface Want {
  readonly of: keyof Shortages;
  readonly reason: string;
  readonly remedy: string;
}

const WANTS: readonly Want[] = [
  {
    of: 'memory',
    reason: 'memory is short, and the machine ends processes (oom_kill in /proc/vmstat)',
    remedy: 'give this machine or its cgroup more memory',
  },
  {
    of: 'processes',
    reason: 'the cgroup may have no more processes, and the machine refuses new ones (max in pids.events)',
    remedy: 'let the cgroup have more: pids.max, `docker run --pids-limit`, TasksMax of a service',
  },
];

function accuses({ verdict, failures }: Probed): boolean {
  return verdict.kind === 'crash' || failures.length > 0;
}
