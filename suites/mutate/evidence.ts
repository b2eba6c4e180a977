/** Evidence: the scenarios on which a mutant is tried, the most telling first, and the same for everybody. */
import type { ClauseId } from '../../src/abi/index.js';
import {
  basisOf,
  createGenerator,
  type Directed,
  type Generator as Source,
} from '../../src/generator/index.js';
import type { Kernel, KernelSetting } from '../../src/kernel/index.js';
import { parseScenario, type Scenario } from '../../src/scenario/index.js';
import type { Body, Spec } from '../../src/spec/index.js';
import { aimedCandidate, generatedCandidates, type Suite } from '../../src/trial/index.js';
import { PLANS, scenariosOf } from '../plans.js';
import { savedIn } from '../saved.js';
import type { Mutant } from './mutant.js';

const SEED = 11;
/** Scenarios that end with the clause. */
const AIMED = 16;
/** Scenarios in which the owner is called often, and their length. */
const OWN = 160;
const STEPS = 16;

/** Gathers evidence; what it has found for one mutant it keeps for the others. */
export class Evidence {
  private readonly generator: Source;
  private readonly suites = new Map<string, readonly Scenario[]>();
  private readonly own = new Map<string, readonly Scenario[]>();

  constructor(
    private readonly spec: Spec,
    private readonly kernel: Kernel,
  ) {
    this.generator = createGenerator(spec, kernel);
  }

  /** Written scenarios in which the mutant can be seen: those that fire its clause, then all that make its calls. */
  written({ clause, owner }: Mutant, setting: KernelSetting): Scenario[] {
    const calls = callsOf(this.spec, owner);
    const directed = this.generator.directed(setting);
    const fires = (one: Directed): boolean => one.clauses.includes(clause);
    const [firing, others] = [directed.filter(fires), directed.filter((one) => !fires(one))];
    const examples = [...firing, ...others].map(({ scenario }) => scenario);
    return [...examples, ...this.ofSuites(setting)].filter((one) => makes(one, calls));
  }

  /** Generated scenarios that end with the clause, as far as the generator finds how. */
  *aimed({ clause, owner }: Mutant, setting: KernelSetting): Generator<Scenario> {
    const calls = callsOf(this.spec, owner);
    for (let index = 0; index < AIMED; index++) {
      const { scenario } = aimedCandidate(this.generator, setting, clause, index, SEED);
      if (makes(scenario, calls)) yield scenario;
    }
  }

  /** Generated scenarios that make the mutant's calls often. */
  general({ owner }: Mutant, setting: KernelSetting): readonly Scenario[] {
    const key = `${owner} ${setting.profile} ${setting.privileged}`;
    const known = this.own.get(key) ?? this.draw(owner, setting);
    this.own.set(key, known);
    return known;
  }

  /** What stands in the folders of the suites, and the cells of their matrices. */
  private ofSuites(setting: KernelSetting): readonly Scenario[] {
    const key = `${setting.profile} ${setting.privileged}`;
    const known = this.suites.get(key) ?? this.readSuites(setting);
    this.suites.set(key, known);
    return known;
  }

  private readSuites(setting: KernelSetting): Scenario[] {
    const basis = basisOf(this.spec, this.kernel, this.generator.directed(setting), setting);
    return PLANS.flatMap(({ name, matrix }) => [
      ...savedIn(`${name}/scenarios`).flatMap(({ text }) => readable(text, setting.profile)),
      ...(matrix === undefined ? [] : scenariosOf(matrix(basis)).map(({ scenario }) => scenario)),
    ]);
  }

  private draw(owner: string, setting: KernelSetting): Scenario[] {
    const calls = callsOf(this.spec, owner);
    const suite: Suite = {
      name: owner,
      written: [],
      share: 1,
      steps: STEPS,
      calls: weights(this.spec, calls),
    };
    const drawn = generatedCandidates(this.generator, setting, [suite], SEED);
    return Array.from({ length: OWN }, () => drawn.next().value as { scenario: Scenario })
      .map(({ scenario }) => scenario)
      .filter((scenario) => makes(scenario, calls));
  }
}

/** The settings that there are: the newest profile first, with privileges first. */
export function settingsOf(spec: Spec): KernelSetting[] {
  const profiles = [...spec.profiles.values()].sort((a, b) =>
    b.version.localeCompare(a.version, 'en', { numeric: true }),
  );
  return [true, false].flatMap((privileged) => profiles.map(({ name }) => ({ profile: name, privileged })));
}

/** The calls that can come to the bodies of `owner`: itself, or those that go on with the operation. */
function callsOf(spec: Spec, owner: string): ReadonlySet<string> {
  const [, operation] = owner.split('/');
  if (operation === undefined) return new Set([owner]);
  const calls = [...spec.syscalls.values()].filter(({ body }) => goesOnWith(body, operation));
  return new Set(calls.map(({ name }) => name));
}

function goesOnWith(body: Body, operation: string): boolean {
  if (body.operation?.name === operation) return true;
  return [...(body.cases?.is.values() ?? [])].some((one) => goesOnWith(one, operation));
}

function readable(text: string, profile: string): Scenario[] {
  const parsed = parseScenario(text, profile);
  return parsed.ok && parsed.scenario.setting.profile === profile ? [parsed.scenario] : [];
}

/** Only a scenario that makes one of these calls can show what is wrong with them. */
function makes({ steps }: Scenario, calls: ReadonlySet<ClauseId>): boolean {
  return steps.some(({ action }) => action.kind === 'call' && calls.has(action.call.name));
}

/** A third of all weight for `calls`, a third for their families, the rest for everything else. */
function weights(spec: Spec, calls: ReadonlySet<string>): Record<string, number> {
  const full = [...spec.syscalls.values()].filter(({ depth }) => depth === 'full');
  const families = new Set(full.flatMap(({ name, family }) => (calls.has(name) ? [family] : [])));
  const kin = full.filter(({ family }) => families.has(family)).length;
  const share = (of: number): number => Math.max(1, Math.round(full.length / of));
  return Object.fromEntries(
    full.map(({ name, family }) => {
      const weight = calls.has(name) ? share(calls.size) : families.has(family) ? share(kin) : 1;
      return [name, weight];
    }),
  );
}
