/** Mindfulness of memory: a machine that is short of it ends processes, and that is no verdict on a kernel. */
import { TargetFailure } from '../target/index.js';
import type { Probe, Probed } from './probe.js';

/**
 * A probe that believes what speaks against the target only if meanwhile no process was ended for want of memory; `kills`
 * counts those until now. Else the scenario is asked again, since that process may have been somebody else's: what
 * speaks against the target in peace is believed, and a failure that does not come again leaves the scenario
 * inconclusive. Rejects as `probe` does, and with TargetFailure where processes are ended all the time.
 */
export function mindful(probe: Probe, kills: () => number): Probe {
  let known = kills();
  /** What came of it, and whether it came in peace. The count is read only after what speaks against the target. */
  const ask = async (...asked: Parameters<Probe>): Promise<{ probed: Probed; inPeace: boolean }> => {
    const before = known;
    const probed = await probe(...asked);
    if (!accuses(probed)) return { probed, inPeace: true };
    known = kills();
    return { probed, inPeace: known === before };
  };
  return async (scenario) => {
    const first = await ask(scenario);
    if (first.inPeace) return first.probed;
    const { probed, inPeace } = await ask(scenario);
    if (!inPeace) throw new TargetFailure(SHORT, 'give this machine or its cgroup more memory');
    if (accuses(probed)) return probed;
    const reason = `it failed once, and not again: ${SHORT}`;
    return { ...probed, verdict: { kind: 'inconclusive', reason, fired: [] }, failures: [] };
  };
}

const SHORT = 'memory is short, and the machine ends processes (oom_kill in /proc/vmstat)';

function accuses({ verdict, failures }: Probed): boolean {
  return verdict.kind === 'crash' || failures.length > 0;
}
