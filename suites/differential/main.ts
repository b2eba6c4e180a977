/**
 * `npm run differential -- [--texts N] [--lang LANG]`: generated parsers of every language that is installed, built and
 * asked of N texts of each format (default 1000), and of each of them with a change. Ends with 1 if any answer differs.
 */
import { parseArgs } from 'node:util';
import { compareLanguage, differenceText } from '../../src/grammar/emit/differential/compare-language.js';
import { DRIVERS } from '../../src/grammar/emit/differential/drivers.js';

const { values } = parseArgs({ options: { texts: { type: 'string' }, lang: { type: 'string' } } });
const texts = Number(values.texts ?? 1000);
if (!Number.isSafeInteger(texts) || texts < 0) throw new Error('--texts takes a number');

for (const driver of DRIVERS.filter(
  ({ emitter }) => (values.lang ?? emitter.language) === emitter.language,
)) {
  const { title } = driver.emitter;
  const comparison = compareLanguage(driver, texts);
  if (comparison.kind === 'not installed') {
    process.stdout.write(`${title}: NOT INSTALLED, nothing was compared\n`);
    continue;
  }
  const { answers, differences } = comparison;
  process.stdout.write(`${title}: ${answers} answers, ${differences.length} differ\n`);
  for (const difference of differences.slice(0, 10)) process.stdout.write(`${differenceText(difference)}\n`);
  if (differences.length > 0) process.exitCode = 1;
}
