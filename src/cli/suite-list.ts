/** The suites of `abide run` by name: what each tries, put together from spec/, generator and suites/. */
import type { KernelSetting } from '../kernel/index.js';
import type { TargetDescription } from '../target/index.js';
import type { Suite, Written } from '../trial/index.js';
import { weightsOf, type ThemeName } from '../generator/index.js';
import { PLANS, suiteOf } from '../../suites/plans.js';
import { printCall } from '../scenario/index.js';
import { savedIn, scenarioIn, UnreadableScenario } from '../../suites/saved.js';
import { basisFor, type Assembly } from './assembly.js';
import { CannotDo } from './io.js';

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
    PLANS.map((plan): [string, Make] => [plan.name, (...of) => suiteOf(plan, basisFor(...of))]),
  ),
  regressions: () => ({ written: regressions(), share: 0, steps: STEPS }),
  variations: (assembly, target) => ({ written: varied(assembly, target), share: 0, steps: STEPS }),
};

/** The names of all suites. */
export const SUITE_NAMES: readonly string[] = Object.keys(SUITES);

/** The suites called `names` (all, if none is named). Throws CannotDo for a name that is not known. */
export function suitesFor(assembly: Assembly, target: TargetDescription, names: readonly string[]): Suite[] {
  return (names.length === 0 ? SUITE_NAMES : names).map((name) => {
    const make = SUITES[name];
    if (make === undefined) throw unknownSuite(name);
    return { ...readable(() => make(assembly, target)), name };
  });
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

function settingOf({ profile, capabilities: { privileged, withheld } }: TargetDescription): KernelSetting {
  return { profile, privileged, withheld };
}

function regressions(): Written[] {
  return savedIn('regressions').map((saved) => ({ scenario: scenarioIn(saved), from: saved.file }));
}
