/**
 * `npm run leaks`: after 10,000 scenarios on the running kernel there is no more of anything than after 1,000:
 * processes, mounts, descriptors, files, memory. Exit status 1 where there is. Needs --expose-gc.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGenerator } from '../../src/generator/index.js';
import { loadFormats } from '../../src/grammar/index.js';
import { createKernel } from '../../src/kernel/index.js';
import { createJudge } from '../../src/oracle/index.js';
import { loadSpec, type Spec } from '../../src/spec/index.js';
import { createHostTarget, type Target } from '../../src/target/index.js';
import { runTrial, type Suite } from '../../src/trial/index.js';
import { LAWS } from '../laws/index.js';
import { takeCensus, type Census } from './census.js';

/** How many scenarios between two looks; the first looks are taken from `FROM` on, the last until `TO`. */
const CHUNK = 250;
const FROM = 1_000;
const TO = 10_000;
/**
 * Looks at each end, of which the least counts: what the kernel model remembers comes and goes, some 20 MiB in about
 * 1,100 scenarios, and a look can come long after it has forgotten all. These are more than two such times.
 */
const LOOKS = 12;
/** Memory may differ by this much, in MiB: what is kept for a while is never quite the same. */
const SLACK = 8;

const SUITE: Suite = { name: 'leaks', written: [], share: 1, steps: 12 };

type Look = Census & { readonly runnerMemory: number };

const loaded = loadSpec();
if (!loaded.ok) throw new Error('spec/ has problems: `abide spec check` lists them');
const directory = mkdtempSync(join(tmpdir(), 'abide-leaks-'));
process.env['TMPDIR'] = directory;
const target = createHostTarget({ abi: loaded.spec.abi });
try {
  await target.meet();
  const looks = await lookAround(loaded.spec, target);
  const [first, last] = [least(looks.slice(0, LOOKS)), least(looks.slice(-LOOKS))];
  const grown = Object.keys(first).filter((what) => grows(what as keyof Look, first, last));
  for (const what of Object.keys(first) as (keyof Look)[]) {
    const far = grown.includes(what) ? '  GROWS' : '';
    process.stdout.write(`${what.padEnd(14)} ${show(first[what])} ${show(last[what])}${far}\n`);
  }
  process.exitCode = grown.length === 0 ? 0 : 1;
} finally {
  await target.close();
  rmSync(directory, { recursive: true, force: true });
}

/** Runs chunk after chunk with the same target, generator and judge, and looks around after each from `FROM` on. */
async function lookAround(spec: Spec, target: Target): Promise<Look[]> {
  const kernel = createKernel(spec);
  const source = createGenerator(spec, kernel);
  const judge = createJudge(spec, kernel, loadFormats(), target.description.capabilities);
  const looks: Look[] = [];
  for (let done = CHUNK; done <= TO; done += CHUNK) {
    const { signal } = new AbortController();
    const { ended } = await runTrial({
      ...{ spec, source, judge, target, laws: LAWS, suites: [SUITE], aims: [], signal },
      seed: done,
      scenarios: CHUNK,
      onEvent: () => undefined,
    });
    if (ended.how !== 'complete') throw new Error(`the trial ${ended.how}`);
    if (done >= FROM) looks.push(look());
  }
  return looks;
}

function look(): Look {
  if (globalThis.gc === undefined) throw new Error('node has to be started with --expose-gc');
  globalThis.gc();
  globalThis.gc();
  return { ...takeCensus(directory), runnerMemory: process.memoryUsage().heapUsed / 2 ** 20 };
}

function least(looks: readonly Look[]): Look {
  const of = (what: keyof Look): number => Math.min(...looks.map((one) => one[what]));
  const memory = { agentMemory: of('agentMemory'), runnerMemory: of('runnerMemory') };
  const handles = { descriptors: of('descriptors'), files: of('files') };
  return { processes: of('processes'), mounts: of('mounts'), ...handles, ...memory };
}

function grows(what: keyof Look, first: Look, last: Look): boolean {
  return last[what] > first[what] + (what.endsWith('Memory') ? SLACK : 0);
}

function show(count: number): string {
  return (Number.isInteger(count) ? String(count) : `${count.toFixed(1)} MiB`).padStart(12);
}
