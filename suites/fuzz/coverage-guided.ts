/** libFuzzer on the generated C: it changes texts and keeps those that reach code which none has reached. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bytes } from '../../src/abi/index.js';
import type { Format } from '../../src/grammar/index.js';
import { complaintOf } from './complaint.js';
import type { Finding } from './finding.js';
import { described, HEAD, input } from './fuzz-program.js';
import { shrunk } from './shrunk.js';
import { seedsOf } from './texts.js';
import type { Workshop } from './workshop.js';

/** Longer inputs are slower, not better. A parser has so many seconds for one. */
const LONGEST = 4096 + HEAD;
const PATIENCE = 20;

export interface Fuzzed {
  readonly executions: number;
  /** Texts that each reached something new, the first ones among them. */
  readonly corpus: number;
  readonly findings: readonly Finding[];
}

/** Runs ./fuzz of the workshop for so many seconds, from the samples of `formats`, in the order that it was built with. */
export async function fuzzFor(
  workshop: Workshop,
  formats: readonly Format[],
  seconds: number,
  seed: number,
): Promise<Fuzzed> {
  const [corpus, found] = ['corpus', 'found'].map((name) => join(workshop.directory, name)) as [
    string,
    string,
  ];
  for (const directory of [corpus, found]) mkdirSync(directory);
  formats.forEach((format, number) => writeSeeds(corpus, format, number));
  const { status, output } = await workshop.run('./fuzz', [
    `-max_total_time=${seconds}`,
    `-seed=${seed}`,
    `-max_len=${LONGEST}`,
    `-timeout=${PATIENCE}`,
    '-print_final_stats=1',
    `-artifact_prefix=${found}/`,
    corpus,
  ]);
  const executions = Number(/stat::number_of_executed_units: *(\d+)/.exec(output)?.[1] ?? 0);
  const findings = readdirSync(found).map((file) => {
    const data = readFileSync(join(found, file), 'latin1');
    return { ...described(shrunkInput(workshop, data), formats), what: complaintOf(output) };
  });
  if (status !== 0 && findings.length === 0)
    throw new Error(`the fuzzer ended with ${status ?? 'a signal'}: ${output.slice(-2000)}`);
  return { executions, corpus: readdirSync(corpus).length, findings };
}

function writeSeeds(corpus: string, format: Format, number: number): void {
  const each = format.plan().each !== undefined;
  seedsOf(format).forEach((text, index) => {
    const mode = index % 2 === 0 ? 'strict' : 'tolerant';
    const data = input(number, mode, each && index % 4 > 1, index % 3 === 0 ? index % 12 : 11, text);
    writeFileSync(join(corpus, `${number}-${index}`), data);
  });
}

/** The smallest text with the same head at which the program ends badly. */
function shrunkInput(workshop: Workshop, data: Bytes): Bytes {
  const file = join(workshop.directory, 'input');
  const isWrong = (text: Bytes): boolean => {
    writeFileSync(file, data.slice(0, HEAD) + text, 'latin1');
    return spawnSync('./fuzz', [`-timeout=${PATIENCE}`, file], { cwd: workshop.directory }).status !== 0;
  };
  const text = data.slice(HEAD);
  return data.slice(0, HEAD) + (isWrong(text) ? shrunk(text, isWrong) : text);
}
