/** The suites of `abide run` by name: what each tries, put together from spec/, generator and suites/. */
import type { TargetDescription } from '../target/index.js';
import type { Suite, Written } from '../trial/index.js';
import { weightsOf, type ThemeName } from '../generator/index.js';
import { PLANS, suiteOf } from '../../suites/plans.js';
import { printCall } from '../scenario/index.js';
import { regressionsFor, UnreadableScenario } from '../../suites/saved.js';
import { basisFor, heed, settingOf, type Assembly } from './assembly.js';
import { CannotDo, type Io } from './io.js';

/** Most steps of a generated scenario. */
const STEPS = 12;

/** The files of /proc/PID that the suite `formats` looks at, in turn. */
const LOOKED_AT = ['status', 'stat', 'cmdline'];

type Make = (assembly: Assembly, target: TargetDescription) => Omit<Suite, 'name'>;

const SUITES: Readonly<Record<string, Make>> = {
  contract: (assembly, target) => ({ written: directed(assembly, target), share: 3, steps: STEPS }),
  descriptors: themed('descriptors'),
  signals: themed('signals'),
  timers: themed('timers'),
  processes: themed('processes'),
  identities: themed('identities'),
  laws: () => ({ written: [], share: 1, steps: 2 * STEPS }),
  formats: () => ({ written: [], share: 1, steps: STEPS, looks: LOOKED_AT }),
  ...Object.fromEntries(
    PLANS.map((plan): [string, Make] => [
      plan.name,
      (of, target) => suiteOf(plan, basisFor(of, settingOf(target))),
    ]),
  ),
  regressions: (_assembly, target) => ({ written: regressions(target), share: 0, steps: STEPS }),
  variations: (assembly, target) => ({ written: varied(assembly, target), share: 0, steps: STEPS }),
};

/** The names of all suites. */
export const SUITE_NAMES: readonly string[] = Object.keys(SUITES);

/**
 * The suites called `names` (all, if none is named); between two of them signals have their turn. Throws CannotDo for a
 * name that is not known, and once `signal` was raised.
 */
export async function suitesFor(
  { signal }: Pick<Io, 'signal'>,
  assembly: Assembly,
  target: TargetDescription,
  names: readonly string[],
): Promise<Suite[]> {
  const suites: Suite[] = [];
  for (const name of names.length === 0 ? SUITE_NAMES : names) {
    const make = SUITES[name];
    if (make === undefined) throw unknownSuite(name);
    suites.push({ ...readable(() => make(assembly, target)), name });
    await heed(signal);
  }
  return suites;
}

/** Throws CannotDo for the first of `names` that is no suite. */
export function checkSuites(names: readonly string[]): void {
  const unknown = names.find((name) => !Object.hasOwn(SUITES, name));
  if (unknown !== undefined) throw unknownSuite(unknown);
}

function themed(theme: ThemeName): Make {
  return ({ spec }) => ({ written: [], calls: weightsOf(spec, theme), share: 1, steps: STEPS });
}

/** What `make` makes; a scenario that cannot be read is the user's to correct. */
function readable<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof UnreadableScenario)) throw error;
    throw new CannotDo(error.message, 'correct it or take it away');
  }
}

function unknownSuite(name: string): CannotDo {
  return new CannotDo(`unknown suite '${name}'`, `the suites are ${SUITE_NAMES.join(', ')}`);
}

function directed({ generator }: Assembly, target: TargetDescription): Written[] {
  return generator
    .directed(settingOf(target))
    .map(({ scenario, at }) => ({ scenario, from: `${at.file}:${at.line}` }));
}

function varied({ generator }: Assembly, target: TargetDescription): Written[] {
  return generator
    .variations(settingOf(target))
    .map(({ scenario, call, at }) => ({ scenario, from: `${at.file}:${at.line} with ${printCall(call)}` }));
}

function regressions({ profile }: TargetDescription): Written[] {
  return regressionsFor(profile).map(({ scenario, file }) => ({ scenario, from: file }));
}
