/**
 * `npm run programs`: every scenario that stands in text is exported as a C program, compiled, and run on this kernel as
 * who calls it. Exit status 1 where a program says that Linux deviates, cannot be compiled, is killed, or leaves a process.
 *
 *   --names vfork        only scenarios whose names have this in them
 *   --sample 12          one in so many, the same ones every time
 *   --seconds 120        how long a program may take
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { assemble } from '../../src/cli/assembly.js';
import { describeHost } from '../../src/target/index.js';
import { isInSample } from '../sampling.js';
import { fateOf, type Place } from './fate.js';
import { makeKeeper } from './kept.js';
import { tallyOf, type Told } from './tally.js';
import { writtenScenarios } from './written.js';

/** What a program has killed may take its time to be gone, in seconds. */
const GRACE = 10;
/** Progress is told after so many. */
const TELL = 50;

const { values } = parseArgs({
  options: {
    names: { type: 'string', default: '' },
    sample: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '120' },
  },
});
const [sample, seconds] = [Number(values.sample), Number(values.seconds)];
if (![sample, seconds].every((number) => Number.isSafeInteger(number) && number > 0))
  throw new Error('--sample and --seconds take numbers above 0');

const directory = mkdtempSync(join(tmpdir(), 'abide-census-'));
process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => process.exit(128 + constants.signals[signal]));

const assembly = await assemble({ signal: new AbortController().signal });
const { profile, version, capabilities } = describeHost();
const { privileged } = capabilities;
const keeper = await makeKeeper(directory);
const place: Place = { assembly, profile, privileged, directory, keeper, seconds, grace: GRACE };
const wanted = writtenScenarios(assembly.spec, profile).filter(
  ({ name }) => name.includes(values.names) && isInSample(name, sample),
);
if (wanted.length === 0) throw new Error(`no scenario of the sample has '${values.names}' in its name`);
const began = performance.now();
const told: Told[] = [];
for (const named of wanted) {
  told.push({ name: named.name, fate: await fateOf(named, place) });
  if (told.length % TELL === 0) process.stderr.write(`${told.length} of ${wanted.length} scenarios\n`);
}
const { text, good } = tallyOf(told);
process.stdout.write(
  `Linux ${version}, ${profile}, ${privileged ? 'as root' : 'without privilege'}\n${text}\n`,
);
process.stdout.write(`${Math.round((performance.now() - began) / 1000)} s\n`);
process.exitCode = good ? 0 : 1;
