/**
 * `npm run fuzz`: texts that no kernel printed, for every format. They go through abide's own parsers, strict and tolerant, and
 * through the generated C with the sanitizers of addresses and undefined behaviour, which must say the same; then a
 * coverage-guided fuzzer (clang's) looks for what they do not reach. Exit status 1 where anything was found, shrunk.
 *
 *   --texts 1000000      so many texts, of all formats together
 *   --seconds 60         so long the coverage-guided fuzzer runs; 0: not at all
 *   --seed 1             the same seed, the same texts
 *   --formats proc/net   only formats whose names have this in them
 */
import { setImmediate } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { loadFormats, type Format } from '../../src/grammar/index.js';
import { compareWithC } from './compare-with-c.js';
import { fuzzFor } from './coverage-guided.js';
import { findingText, type Finding } from './finding.js';
import { slowTexts } from './linear.js';
import { buildPrograms, type Programs } from './programs.js';
import { tryTexts } from './try-texts.js';
import { Workshop } from './workshop.js';

const { values } = parseArgs({
  options: {
    texts: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    formats: { type: 'string', default: '' },
  },
});
const [texts, seconds, seed] = [values.texts, values.seconds, values.seed].map(Number) as [
  number,
  number,
  number,
];
if (![texts, seconds, seed].every(Number.isSafeInteger))
  throw new Error('--texts, --seconds and --seed take numbers');
const formats = [...loadFormats().values()].filter(({ name }) => name.includes(values.formats));
if (formats.length === 0) throw new Error(`no format has ${values.formats} in its name`);

const workshop = new Workshop();
tell(`building parsers of ${formats.length} formats in C`);
const programs = await buildPrograms(workshop, formats);
const findings = [...(await fuzzFormats(programs)), ...(await fuzzC(programs))];
for (const finding of findings) process.stdout.write(findingText(finding));
process.stdout.write(`${findings.length} findings\n`);
process.exit(findings.length === 0 ? 0 : 1);

async function fuzzFormats({ driver }: Programs): Promise<Finding[]> {
  if (!driver) process.stdout.write('NO C COMPILER: parsers in memory are compared with nothing\n');
  const found: Finding[] = [];
  const sums = { texts: 0, taken: 0, answers: 0 };
  for (const [number, format] of formats.entries()) {
    const share = Math.ceil((texts - sums.texts) / (formats.length - number));
    const tried = fuzzFormat(format, share, driver);
    found.push(...tried.findings);
    sums.texts += tried.texts;
    sums.taken += tried.taken;
    sums.answers += tried.answers;
    if (number % 20 === 19) tell(`${sums.texts} texts, ${number + 1} formats, ${found.length} findings`);
    await setImmediate();
  }
  process.stdout.write(
    `parsers in memory: ${sums.texts} texts, of which ${sums.taken} are of their format\n`,
  );
  process.stdout.write(`the same in C: ${sums.answers} answers\n`);
  return found;
}

function fuzzFormat(format: Format, share: number, driver: boolean) {
  const tried = tryTexts(format, share, seed);
  const c = driver ? compareWithC(workshop.directory, format, tried.tried) : { answers: 0, findings: [] };
  return {
    texts: tried.tried.length,
    taken: tried.taken,
    answers: c.answers,
    findings: [...tried.findings, ...slowTexts(format), ...c.findings],
  };
}

async function fuzzC({ fuzz }: Programs): Promise<readonly Finding[]> {
  if (!fuzz)
    process.stdout.write(
      'SKIPPED: no clang with libFuzzer here, nothing looks for what texts do not reach\n',
    );
  if (!fuzz || seconds === 0) return [];
  tell(`the coverage-guided fuzzer runs for ${seconds} s`);
  const { executions, corpus, findings: crashes } = await fuzzFor(workshop, formats, seconds, seed);
  process.stdout.write(
    `coverage-guided, in C: ${executions} executions, ${corpus} texts that reached something new\n`,
  );
  return crashes;
}

function tell(what: string): void {
  process.stderr.write(`${what}\n`);
}
