/** The generator: scenarios as fast-check arbitraries, resolved against the model. */
import type fc from 'fast-check';
import { machineKey, type ClauseId } from '../abi/index.js';
import type { Kernel, KernelSetting } from '../kernel/index.js';
import type { Scenario } from '../scenario/index.js';
import type { Spec } from '../spec/index.js';
import { type Aim, aimAt, hit } from './aim.js';
import { direct, follow, type Directed, type Passed } from './directed.js';
import { parseExamples } from './examples.js';
import { Gene, type Genes, genesOf } from './gene.js';
import { createLottery, type Lottery } from './lottery.js';
import { type Variation, variationsOf } from './variations.js';
import { Walk } from './walk.js';

/** What scenarios are asked for. */
export interface ScenarioOptions {
  readonly setting: KernelSetting;
  /** The most steps a scenario has (an aimed one may need a few more). */
  readonly steps: number;
  /** Weights of calls by name; a call that is not named is not drawn. Default: all `full` calls. */
  readonly calls?: Readonly<Record<string, number>>;
  /** Situations that every other scenario begins in, as far as the model can follow them. */
  readonly setups?: readonly Scenario[];
  /** The last step shall fire this clause in the model, as far as a bounded search finds how. */
  readonly aim?: ClauseId;
}

export interface Generator {
  /** Scenarios without expectations. Each is valid, and so is every smaller one that shrinking gives. */
  scenarios(options: ScenarioOptions): fc.Arbitrary<Scenario>;
  /** The examples of spec/ that hold for this setting, with the clauses that each fires in the model. */
  directed(setting: KernelSetting): readonly Directed[];
  /** Calls of those examples with one argument another, where that shows something that no example shows. Takes seconds. */
  variations(setting: KernelSetting): readonly Variation[];
}

/** Makes a generator. It asks the kernel for what happens and for who there is, and keeps what it learns of examples. */
export function createGenerator(spec: Spec, kernel: Kernel): Generator {
  const known = new Map<string, readonly Directed[]>();
  const directed = (setting: KernelSetting): readonly Directed[] => {
    const key = `${setting.profile} ${machineKey(setting)}`;
    const found = known.get(key) ?? directAll(spec, kernel, setting);
    known.set(key, found);
    return found;
  };
  return {
    directed,
    variations: (setting) => variationsOf(spec, kernel, kernel.initial(setting), directed(setting)),
    scenarios: (options) => arbitrary(spec, kernel, options, directed),
  };
}

/** One scenario in so many begins like an example. */
const LED = 4;
/** One scenario in so many begins with a setup, where there are some. */
const PLACED = 2;
/** This part of a scenario is its beginning, in which things are made and prepared. */
const BEGINNING = 1 / 3;

function directAll(spec: Spec, kernel: Kernel, setting: KernelSetting): Directed[] {
  return parseExamples(spec, setting.profile)
    .examples.filter(({ scenario }) => scenario.setting.profile === setting.profile)
    .map((example) => direct(kernel, setting, example));
}

function arbitrary(
  spec: Spec,
  kernel: Kernel,
  { setting, steps, calls, setups = [], aim }: ScenarioOptions,
  directed: (setting: KernelSetting) => readonly Directed[],
): fc.Arbitrary<Scenario> {
  const lottery = createLottery(spec, spec.profiles.get(setting.profile), calls);
  const begin = (): Walk => new Walk(spec, kernel, setting);
  const finish = (walk: Walk): Scenario => ({ setting: { profile: setting.profile }, steps: walk.steps });
  if (lottery === undefined) return genesOf(0).map(() => finish(begin()));
  if (aim !== undefined) {
    let target: Aim | undefined;
    return genesOf(steps).map((genes) => {
      target ??= aimAt(aim, spec, lottery, directed(setting));
      return finish(hit(begin(), begin, genes, target, lottery));
    });
  }
  let beginnings: Beginnings | undefined;
  return genesOf(steps).map((genes) => {
    beginnings ??= {
      examples: examplesOf(directed(setting), lottery, steps),
      setups: setups.map((setup) => follow(kernel, setting, setup)),
    };
    return finish(wander(begin(), genes, lottery, beginnings));
  });
}

/** What scenarios may begin with. */
interface Beginnings {
  readonly examples: readonly (readonly Passed[])[];
  readonly setups: readonly (readonly Passed[])[];
}

/** Takes as many steps as the genes have, an example's or a setup's first ones among them. */
function wander(walk: Walk, { head, steps }: Genes, lottery: Lottery, beginnings: Beginnings): Walk {
  walk.follow(beginning(new Gene(head), beginnings).slice(0, steps.length));
  const done = walk.steps.length;
  for (let at = done; at < steps.length && !walk.over; at++) {
    walk.advance(steps[at] ?? [], lottery, at < steps.length * BEGINNING, steps.length - at - 1);
  }
  return walk;
}

/** A whole setup, a part of an example, or nothing; nothing for a spent gene. */
function beginning(gene: Gene, { examples, setups }: Beginnings): readonly Passed[] {
  if (setups.length > 0 && gene.once(PLACED)) return gene.of(setups);
  if (!gene.once(LED) || examples.length === 0) return [];
  const led = gene.of(examples);
  return led.slice(0, led.length - gene.pick(led.length + 1));
}

/** The examples that make no call but those that may be drawn, and leave room for more. */
function examplesOf(directed: readonly Directed[], { calls }: Lottery, steps: number): (readonly Passed[])[] {
  const drawn = new Set(calls.map(({ syscall }) => syscall.name));
  return directed
    .map(({ path }) => path)
    .filter(({ length }) => length > 1 && length < steps)
    .filter((path) => path.every(({ action }) => action.kind === 'look' || drawn.has(action.call.name)));
}
