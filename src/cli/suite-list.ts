/** The suites of `abide run` by name: what each tries, put together from spec/, generator and suites/. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseScenario } from '../scenario/index.js';
import { packageRoot } from '../spec/index.js';
import type { TargetDescription } from '../target/index.js';
import type { Suite, Written } from '../trial/index.js';
import { weightsOf, type ThemeName } from '../generator/index.js';
import type { Assembly } from './assembly.js';
import { CannotDo } from './io.js';

/** Scenarios that were once findings: tried again in every run. */
const REGRESSIONS = 'suites/regressions';
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
  regressions: () => ({ written: regressions(), share: 0, steps: STEPS }),
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

function unknownSuite(name: string): CannotDo {
  return new CannotDo(`unknown suite '${name}'`, `the suites are ${SUITE_NAMES.join(', ')}`);
}

function directed({ generator }: Assembly, { profile, capabilities }: TargetDescription): Written[] {
  const setting = { profile, privileged: capabilities.privileged };
  return generator.directed(setting).map(({ scenario, at }) => ({ scenario, from: `${at.file}:${at.line}` }));
}

function regressions(): Written[] {
  const directory = join(packageRoot(), REGRESSIONS);
  if (!existsSync(directory)) return [];
  const files = readdirSync(directory).filter((name) => name.endsWith('.scn'));
  return files.sort().map((name) => {
    const parsed = parseScenario(readFileSync(join(directory, name), 'utf8'));
    if (parsed.ok) return { scenario: parsed.scenario, from: `${REGRESSIONS}/${name}` };
    const { line, column, message } = parsed.problems[0] ?? { line: 1, column: 1, message: 'no scenario' };
    throw new CannotDo(`${REGRESSIONS}/${name}:${line}:${column}: ${message}`, 'correct it or take it away');
  });
}
