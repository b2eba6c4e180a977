/** The running kernel asked about more actors than are looked at one by one: who is woken is seen all the same. */
import { afterAll, expect, test } from '@jest/globals';
import { parseScenario } from '../../src/scenario/index.js';
import { loadSpec } from '../../src/spec/index.js';
import { createHostTarget } from '../../src/target/index.js';

const loaded = loadSpec();
if (!loaded.ok) throw new Error('spec/ has problems');
const target = createHostTarget({ abi: loaded.spec.abi, agents: 1 });
afterAll(() => target.close());

const NAMES = Array.from({ length: 25 }, (_, index) => String.fromCharCode(66 + index));
const SETUP = [
  'A: pipe2(0) = 0 [3, 4]',
  'A: rt_sigaction(SIGUSR1, {handler: handler, flags: 0, mask: []})',
  ...NAMES.map((name) => `A: fork() = ${name}`),
];

/** Each step, and what it shows, in the order of the words. */
const STEPS: readonly (readonly [string, readonly string[]])[] = [
  ['H: read(3, 1)', ['blocked H']],
  ['A: getpid()', ['returned A']],
  ['A: kill(K, SIGUSR1)', ['handler K', 'returned A']],
  ['A: kill(L, SIGSTOP)', ['returned A', 'stopped L']],
  ['A: kill(M, SIGKILL)', ['ended M', 'returned A']],
  ['A: getpid()', ['returned A']],
  ['N: write(4, "x")', ['returned H', 'returned N']],
  ['A: kill(L, SIGCONT)', ['continued L', 'returned A']],
];

(process.platform === 'linux' ? test : test.skip)(
  'among many actors, whoever is woken is seen in the step that wakes him',
  async () => {
    const text = ['setting: profile linux-6.18', ...SETUP, ...STEPS.map(([step]) => step)].join('\n');
    const parsed = parseScenario(text);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed));
    const { steps } = await target.run(parsed.scenario);
    const shown = steps
      .slice(SETUP.length)
      .map((events) => events.map(({ kind, actor }) => `${kind} ${actor}`));
    expect(shown.map((events) => events.sort())).toEqual(STEPS.map(([, events]) => events));
  },
);
