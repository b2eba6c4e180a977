/** From a plan to a suite that can be tried: its files read, its matrix derived, its weights spread over calls. */
import type { Spec } from '../src/spec/index.js';
import type { Suite, Written } from '../src/trial/index.js';
import { scenariosOf } from './matrix.js';
import type { Basis, Plan, Profile } from './plan.js';
import { savedIn, scenarioIn } from './saved.js';

/** The suite of `plan` for the kernel that `basis` speaks of. Throws UnreadableScenario. */
export function suiteOf({ name, profile, matrix }: Plan, basis: Basis): Suite {
  const cells = matrix === undefined ? [] : scenariosOf(matrix(basis));
  return {
    name,
    written: [
      ...read(`${name}/scenarios`, basis.profile),
      ...cells.map(({ title, scenario }) => ({ scenario, from: `${name}, ${title}` })),
    ],
    setups: read(`${name}/setups`, basis.profile).map(({ scenario }) => scenario),
    calls: weightsOf(basis.spec, profile),
    share: profile.share,
    steps: profile.steps,
  };
}

/** The scenarios of a folder that hold for `profile`. */
function read(folder: string, profile: string): Written[] {
  return savedIn(folder)
    .map((saved) => ({ scenario: scenarioIn(saved, profile), from: saved.file }))
    .filter(({ scenario }) => scenario.setting.profile === profile);
}

/** The weight of each call that is described in full: its own, its family's, or that of all others. */
function weightsOf({ syscalls }: Spec, { calls, families, others }: Profile): Record<string, number> {
  const full = [...syscalls.values()].filter(({ depth }) => depth === 'full');
  return Object.fromEntries(
    full.map(({ name, family }) => [name, calls[name] ?? families[family] ?? others]),
  );
}
