/** The /proc of a target as findings: one for each format that a file departs from. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { failureText } from '../grammar/index.js';
import { checkTree, pathPattern, type FileVerdict } from '../procfs/index.js';
import { counted } from '../report/index.js';
import { TargetFailure, type Target, type TargetDescription } from '../target/index.js';
import { fingerprintOf, type Cause, type Finding } from '../trial/index.js';
import { heed, type Assembly } from './assembly.js';
import type { Io } from './io.js';
import { treeOfTarget } from './proc/target-tree.js';

type Departure = Extract<FileVerdict, { kind: 'departs' }>;

/**
 * Reads the /proc of `target` and holds every file against its grammar. A target without one, or that fails meanwhile,
 * has none: that is told in one line. Rejects with TargetFailure where it does not even start, and with CannotDo once it
 * was interrupted.
 */
export async function findDepartures(io: Io, { formats }: Assembly, target: Target): Promise<Finding[]> {
  const { name } = target.description;
  if (target.walkProc === undefined) return [];
  const departures: Departure[] = [];
  let files = 0;
  try {
    for (const part of checkTree({ ...(await treeOfTarget(io, target)), formats })) {
      files += part.files.length;
      for (const file of part.files) if (file.kind === 'departs') departures.push(file);
      await heed(io.signal);
    }
  } catch (error) {
    if (!(error instanceof TargetFailure) || error.lasting) throw error;
    io.stderr(`${name}: its /proc could not be read: ${error.message}\n`);
    await nextTurn();
    return [];
  }
  const findings = departureFindings(target.description, departures);
  io.stderr(
    `${name}: ${counted(files, 'file')} of /proc, ${departures.length} depart from ${counted(findings.length, 'format')}\n`,
  );
  return findings;
}

/** One finding a format, with the first file that departs, told without the numbers of processes; sorted by clause. */
export function departureFindings(
  { name, profile }: Pick<TargetDescription, 'name' | 'profile'>,
  departures: readonly Departure[],
): Finding[] {
  const formats = [...new Set(departures.map(({ format }) => format))].sort();
  return formats.map((format) => {
    const alike = departures.filter((departure) => departure.format === format);
    const clause = `${format}/grammar`;
    return {
      clause,
      kind: 'departs',
      fingerprint: fingerprintOf(clause, name),
      causes: [causeOf(clause, profile, alike)],
    };
  });
}

function causeOf(clause: string, profile: string, alike: readonly Departure[]): Cause {
  const places = alike.map(({ path }) => `/proc/${pathPattern(path)}`);
  const [first] = alike;
  const others = new Set(places).size - 1;
  const more = others === 0 ? '' : ` (and ${counted(others, 'other file')} like it)`;
  const why = first === undefined ? '' : failureText(first.failure);
  return {
    scenario: { setting: { profile }, steps: [] },
    observation: { steps: [], ended: { how: 'complete' } },
    failure: {
      kind: 'departs',
      clause,
      step: 0,
      observed: [],
      allowed: [],
      difference: `${places[0] ?? ''}: ${why}${more}`,
      first: true,
    },
    origin: { kind: 'written', suite: 'formats', from: places[0] ?? '' },
    stepsBefore: 0,
    shrunk: true,
    count: alike.length,
  };
}
