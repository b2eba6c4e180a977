/**
 * `npm run differential -- [--texts N] [--lang LANG]`: generated parsers of every language that is installed, built and
 * asked of all samples and of N texts of each format (default 1000). Ends with 1 if any answer differs.
 */
import { parseArgs } from 'node:util';
import { compareLanguages, differenceText } from '../../src/grammar/emit/differential/compare-languages.js';
import { DRIVERS } from '../../src/grammar/emit/differential/drivers.js';

const { values } = parseArgs({ options: { texts: { type: 'string' }, lang: { type: 'string' } } });
const texts = Number(values.texts ?? 1000);
if (!Number.isSafeInteger(texts) || texts < 0) throw new Error('--texts takes a number');
const drivers = DRIVERS.filter(({ emitter }) => (values.lang ?? emitter.language) === emitter.language);
if (drivers.length === 0) throw new Error(`no language is called ${values.lang ?? ''}`);

const comparisons = compareLanguages(drivers, {
  texts,
  progress: ({ name }, index) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${index + 1} ${name}`);
  },
});
if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');

for (const [{ emitter }, comparison] of comparisons) {
  if (comparison.kind === 'not installed') {
    process.stdout.write(`${emitter.title}: NOT INSTALLED, nothing was compared\n`);
    continue;
  }
  const { answers, differences } = comparison;
  process.stdout.write(`${emitter.title}: ${answers} answers, ${differences.length} differ\n`);
  for (const difference of differences.slice(0, 10)) process.stdout.write(`${differenceText(difference)}\n`);
  if (differences.length > 0) process.exitCode = 1;
}
