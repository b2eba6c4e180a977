/** The suites of `abide run` by name: what each tries, put together from spec/, generator and suites/. */
import { parseScenario } from '../scenario/index.js';
import type { TargetDescription } from '../target/index.js';
import type { Suite, Written } from '../trial/index.js';
import { weightsOf, type ThemeName } from '../generator/index.js';
import { PLANS, scenariosOf, type Plan } from '../../suites/plans.js';
import { savedIn } from '../../suites/saved.js';
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
  processes: themed('processes'),
  laws: () => ({ written: [], share: 1, steps: 2 * STEPS }),
  formats: () => ({ written: [], share: 1, steps: STEPS, looks: LOOKED_AT }),
  ...Object.fromEntries(PLANS.map((plan) => [plan.name, planned(plan)])),
  regressions: () => ({ written: saved('regressions'), share: 0, steps: STEPS }),
};

/** The names of all suites. */
export const SUITE_NAMES: readonly string[] = Object.keys(SUITES);

/** The suites called `names` (all, if none is named). Throws CannotDo for a name that is not known. */
export function suitesFor(assembly: Assembly, target: TargetDescription, names: readonly string[]): Suite[] {
  return (names.length === 0 ? SUITE_NAMES : names).map((name) => {
    const make = SUITES[name];
    if (make === undefined) throw unknownSuite(name);
    return { name, ...make(assembly, target) };
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

function planned(plan: Plan): Make {
  const { name, profile: drawing } = plan;
  const { calls, families, others, steps, share } = drawing;
  return (assembly, target) => ({
    written: [...saved(`${name}/scenarios`, target.profile), ...derived(plan, assembly, target)],
    setups: saved(`${name}/setups`, target.profile).map(({ scenario }) => scenario),
    calls: weightsOf(assembly.spec, { calls, families, others }),
    share,
    steps,
  });
}

/** The cells of the suite's matrix, if it has one. */
function derived({ name, matrix }: Plan, assembly: Assembly, target: TargetDescription): Written[] {
  if (matrix === undefined) return [];
  const cells = scenariosOf(matrix(basisFor(assembly, target)));
  return cells.map(({ title, scenario }) => ({ scenario, from: `${name}, ${title}` }));
}

function unknownSuite(name: string): CannotDo {
  return new CannotDo(`unknown suite '${name}'`, `the suites are ${SUITE_NAMES.join(', ')}`);
}

function directed({ generator }: Assembly, { profile, capabilities }: TargetDescription): Written[] {
  const setting = { profile, privileged: capabilities.privileged };
  return generator.directed(setting).map(({ scenario, at }) => ({ scenario, from: `${at.file}:${at.line}` }));
}

/** The scenarios of a folder of suites/ that hold for `profile`, or all of them. */
function saved(folder: string, profile?: string): Written[] {
  return savedIn(folder).flatMap(({ file, text }) => {
    const parsed = parseScenario(text, profile);
    if (parsed.ok) {
      const { scenario } = parsed;
      return [profile ?? scenario.setting.profile].includes(scenario.setting.profile)
        ? [{ scenario, from: file }]
        : [];
    }
    const { line, column, message } = parsed.problems[0] ?? { line: 1, column: 1, message: 'no scenario' };
    throw new CannotDo(`${file}:${line}:${column}: ${message}`, 'correct it or take it away');
  });
}
