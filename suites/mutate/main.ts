/**
 * `npm run mutate`: every clause of every full call and kind of file is changed in every way that makes sense,
 * and something must notice: the examples, the generated scenarios, the laws. Exit status 1 where nothing does.
 *
 *   --calls read,pipe    only these calls and kinds of files
 *   --sample 12          one mutant in so many, the same ones every time
 *   --workers 2          how many are tried at once
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { loadSpec } from '../../src/spec/index.js';
import { isInSample } from '../sampling.js';
import { mutantsOf, nameOf, type Mutant } from './mutant.js';
import { tryAll } from './pool.js';
import { readSurvivors } from './survivors.js';
import { tallyOf } from './tally.js';

/** Progress is told after so many. */
const TELL = 250;

const { values } = parseArgs({
  options: { calls: { type: 'string' }, sample: { type: 'string' }, workers: { type: 'string' } },
});
const loaded = loadSpec();
if (!loaded.ok) throw new Error('spec/ has problems: `abide spec check` lists them');
const all = mutantsOf(loaded.spec);
const wanted = [...all.keys()].filter((index) => isWanted(all[index] as Mutant));
const began = performance.now();
let done = 0;
const told = await tryAll(wanted, Number(values.workers ?? availableParallelism()), () => {
  if (++done % TELL === 0) process.stderr.write(`${done} of ${wanted.length} mutants\n`);
});
const tried = wanted.flatMap((index, at) => {
  const [mutant, became] = [all[index], told[at]];
  return mutant === undefined || became === undefined ? [] : [{ mutant, told: became }];
});
const { text, good } = tallyOf(loaded.spec, tried, all, readSurvivors());
process.stdout.write(`${text}\n${Math.round((performance.now() - began) / 1000)} s\n`);
process.exitCode = good ? 0 : 1;

function isWanted(mutant: Mutant): boolean {
  const calls = values.calls?.split(',');
  const [name = ''] = mutant.owner.split('/');
  if (calls !== undefined && !calls.includes(name) && !calls.includes(mutant.owner)) return false;
  return isInSample(nameOf(mutant), Number(values.sample ?? 1));
}
