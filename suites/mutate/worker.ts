/** A worker of `npm run mutate`: gets the number of a mutant, tells what became of it. */
import { parentPort } from 'node:worker_threads';
import { loadSpec } from '../../src/spec/index.js';
import { Court, type Fate } from './court.js';
import { mutantsOf } from './mutant.js';

/** What a worker tells of the mutant that it was given. */
export type Told = Extract<Fate, { kind: 'killed' }>['by'] | 'survived' | 'idle';

const loaded = loadSpec();
if (!loaded.ok) throw new Error('spec/ has problems: `abide spec check` lists them');
const mutants = mutantsOf(loaded.spec);
const court = new Court(loaded.spec);

parentPort?.on('message', (index: number) => {
  const mutant = mutants[index];
  if (mutant === undefined) throw new Error(`there is no mutant ${index}`);
  void court.try(mutant).then((fate) => {
    parentPort?.postMessage((fate.kind === 'killed' ? fate.by : fate.kind) satisfies Told);
  });
});
