/** The bench of targets: those that are there, one after the other; those that are not, and why. */
import { assemble, judgeFor, type Assembly } from '../../src/cli/assembly.js';
import { suitesFor } from '../../src/cli/suite-list.js';
import { makeTarget, targetNames, TARGETS } from '../../src/cli/target-list.js';
import { clausesToReach } from '../../src/report/index.js';
import { TargetFailure } from '../../src/target/index.js';
import { runTrial } from '../../src/trial/index.js';
import { LAWS } from '../laws/index.js';
import { benchTarget, findingLines, targetLines, type TargetFigures, type Try } from './targets.js';

/** How long each target is on trial. */
const SECONDS = 20;
/** As an audit goes about it. */
const THRIFT = { tries: 3, shrinkingRuns: 40 };
/** Not measured unless they are named: they are emulated, and take minutes to start. */
const isDear = (name: string): boolean => name.startsWith('vm:');

/** Prints the figures of the targets `written` (separated by commas); of all that have a name, where nobody says. */
export async function printTargetBench(written: string | undefined): Promise<void> {
  const { signal } = new AbortController();
  const assembly = await assemble({ signal });
  const all = Object.keys(TARGETS).filter((name) => name !== 'model' && !isDear(name));
  const rows: TargetFigures[] = [];
  process.stdout.write('targets, microseconds, each beside its floor: step/hand-over, scenario/world\n');
  for (const name of targetNames(written, all)) {
    const row = await measured(assembly, name);
    if (typeof row === 'string') process.stdout.write(`  ${name}: SKIPPED: ${row}\n`);
    else rows.push(row);
  }
  for (const line of [...targetLines(rows), ...rows.flatMap(findingLines)]) process.stdout.write(`${line}\n`);
}

/** The figures, or why there are none. */
async function measured(assembly: Assembly, name: string): Promise<TargetFigures | string> {
  const target = makeTarget(assembly, name);
  try {
    const { available, reason } = target.description;
    if (!available) return reason ?? 'it does not say why';
    await target.meet?.();
    return await benchTarget(target, SECONDS, trialWith(assembly));
  } catch (error) {
    if (!(error instanceof TargetFailure)) throw error;
    return error.message;
  } finally {
    await target.close();
  }
}

function trialWith(assembly: Assembly): Try {
  return async (target, seconds, listen) => {
    const { signal } = new AbortController();
    return runTrial({
      spec: assembly.spec,
      source: assembly.generator,
      judge: judgeFor(assembly, target.description),
      target,
      laws: LAWS,
      suites: await suitesFor({ signal }, assembly, target.description, []),
      seed: 1,
      milliseconds: seconds * 1000,
      aims: clausesToReach(assembly.spec, target.description),
      thrift: THRIFT,
      signal,
      onEvent: listen,
    });
  };
}
