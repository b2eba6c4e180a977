/** Candidates: scenarios to try, in an order that the seed alone decides, each with its own smaller ones. */
import type fc from 'fast-check';
import type { ClauseId, Machine } from '../abi/index.js';
import type { Scenario, Setting, Step } from '../scenario/index.js';
import { randomFrom, scenarioSeed } from './random.js';
import type { Origin, Suite } from './suite.js';

/** What the trial asks of a generator (room generator has one). */
export interface ScenarioSource {
  scenarios(options: {
    readonly setting: Setting & Machine;
    readonly steps: number;
    readonly calls?: Readonly<Record<string, number>>;
    readonly setups?: readonly Scenario[];
    readonly aim?: ClauseId;
  }): fc.Arbitrary<Scenario>;
}

/** A scenario, where it came from, and smaller scenarios of the same kind, most promising first. */
export interface Candidate {
  readonly scenario: Scenario;
  readonly origin: Origin;
  smaller(): Iterable<Candidate>;
}

/** One in this many values is biased towards small and extreme ones. */
const BIAS = 4;

/** The written scenarios of `suites`, in order, each once. */
export function writtenCandidates(suites: readonly Suite[]): Candidate[] {
  const seen = new Set<string>();
  return suites.flatMap((suite) =>
    suite.written.flatMap(({ scenario, from }) => {
      if (seen.has(from)) return [];
      seen.add(from);
      return [{ scenario, origin: { kind: 'written', suite: suite.name, from }, smaller: () => [] } as const];
    }),
  );
}

/** The generated scenarios of `suites` without end, suites taking turns by their shares. */
export function* generatedCandidates(
  source: ScenarioSource,
  setting: Setting & Machine,
  suites: readonly Suite[],
  seed: number,
): Generator<Candidate> {
  const drawing = suites.filter(({ share }) => share > 0);
  if (drawing.length === 0) return;
  const arbitraries = new Map(drawing.map((suite) => [suite.name, arbitraryOf(source, setting, suite)]));
  for (let index = 0; ; index++) {
    const suite = suiteOfTurn(drawing, index);
    const arbitrary = arbitraries.get(suite.name);
    if (arbitrary !== undefined) yield draw(arbitrary, suite.name, index, scenarioSeed(seed, index));
  }
}

/** One scenario that fires `clause` in the model, as well as the generator can aim. */
export function aimedCandidate(
  source: ScenarioSource,
  setting: Setting & Machine,
  clause: ClauseId,
  index: number,
  seed: number,
): Candidate {
  return draw(
    source.scenarios({ setting, steps: 12, aim: clause }),
    `aimed at ${clause}`,
    index,
    scenarioSeed(seed, index),
  );
}

function arbitraryOf(
  source: ScenarioSource,
  setting: Setting & Machine,
  { steps, calls, setups, looks }: Suite,
): fc.Arbitrary<Scenario> {
  const scenarios = source.scenarios({
    setting,
    steps,
    ...(calls === undefined ? {} : { calls }),
    ...(setups === undefined ? {} : { setups }),
  });
  return looks === undefined ? scenarios : scenarios.map((scenario) => withLooks(scenario, looks));
}

/** The scenario with a look at the actor of each step after it: an actor that was asked something exists. */
function withLooks({ setting, steps }: Scenario, files: readonly string[]): Scenario {
  const looking = steps.flatMap((step, index): Step[] => {
    const file = files[index % files.length];
    return file === undefined ? [step] : [step, { action: { kind: 'look', actor: step.action.actor, file } }];
  });
  return { setting, steps: looking };
}

function draw(arbitrary: fc.Arbitrary<Scenario>, suite: string, index: number, seed: number): Candidate {
  const origin: Origin = { kind: 'generated', suite, index, seed };
  return candidate(arbitrary, arbitrary.generate(randomFrom(seed), BIAS), origin);
}

function candidate(arbitrary: fc.Arbitrary<Scenario>, value: fc.Value<Scenario>, origin: Origin): Candidate {
  return {
    scenario: value.value,
    origin,
    *smaller() {
      for (const next of arbitrary.shrink(value.value_, value.context))
        yield candidate(arbitrary, next, origin);
    },
  };
}

/** Spreads the suites evenly: each takes the turns at which its share has grown by a whole scenario. */
function suiteOfTurn(suites: readonly Suite[], index: number): Suite {
  const total = suites.reduce((sum, { share }) => sum + share, 0);
  const point = ((index * GOLDEN) % 1) * total;
  let sum = 0;
  for (const suite of suites) {
    sum += suite.share;
    if (point < sum) return suite;
  }
  return suites[suites.length - 1] as Suite;
}

/** Multiples of it, taken modulo 1, are spread more evenly than any random ones. */
const GOLDEN = 0.6180339887498949;
