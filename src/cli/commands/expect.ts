/** `abide expect`: the expectations of a target, written anew from an audit. */
import { basename } from 'node:path';
import type { Command } from 'commander';
import { newExpectations, readResult, runResult, writeWhole, type TargetResult } from '../../report/index.js';
import { printExpectations, TO_BE_JUDGED, type Expectation } from '../../spec/index.js';
import { assemble, type Assembly } from '../assembly.js';
import { AUDIT_SECONDS, auditTarget } from '../audit-target.js';
import { expectationFile, expectationsIn } from '../expectations.js';
import { CannotDo, printJson, type ExitStatus, type Io } from '../io.js';
import { seconds, wholeNumber } from '../numbers.js';
import { reasonOf } from '../scenario-file.js';
import { targetNames, withTarget } from '../target-list.js';

/** For so long a new entry holds: half a year. */
const DAYS = 182;

interface ExpectOptions {
  readonly from?: string;
  readonly to?: string;
  readonly time: number;
  readonly seed: number;
  readonly json?: boolean;
}

/** Adds the command to `program`. */
export function mountExpect(program: Command, io: Io): void {
  program
    .command('expect')
    .description(
      'write suites/expectations/TARGET.yaml anew from an audit: what is broken there, and is known to be',
    )
    .argument('<target>', '`abide targets` lists them')
    .option('--from <file>', 'the result.json of an audit that was made; default: make one')
    .option('--to <file>', 'write there, and keep what stands there, instead')
    .option('--time <seconds>', 'how long the audit takes at most', seconds, AUDIT_SECONDS)
    .option('--seed <number>', 'which scenarios the audit generates', wholeNumber(0), 1)
    .option('--json', 'print the expectations as one JSON document as well')
    .action(async (target: string, options: ExpectOptions) => {
      io.exit(await expect(io, target, options));
    });
}

async function expect(io: Io, written: string, options: ExpectOptions): Promise<ExitStatus> {
  const [name = written] = targetNames(written, []);
  const assembly = await assemble(io);
  const file = options.to ?? expectationFile(name);
  const known = expectationsIn(assembly, file);
  const result = await (options.from === undefined
    ? auditNow(io, assembly, name, options)
    : fromFile(options.from, name));
  if (result.ended.how !== 'complete' || result.untried !== undefined)
    throw new CannotDo(
      `the audit of ${name} did not come to its end: ${file} stays as it is`,
      'audit it again, with more --time',
    );
  const last = new Date();
  last.setUTCDate(last.getUTCDate() + DAYS);
  const expires = last.toISOString().slice(0, 10);
  const versions = result.kernel.split(' ', 1)[0] ?? 'any';
  const entry = { versions: /\d/.test(versions) ? versions : 'any', expires };
  const expectations = newExpectations(result, known, entry);
  write(file, printExpectations(basename(file, '.yaml'), expectations));
  if (options.json === true) printJson(io, expectations);
  else io.stdout(`${told(file, known, expectations)}\n`);
  return 0;
}

/** Writes the whole file. Throws CannotDo. */
function write(file: string, text: string): void {
  try {
    writeWhole(file, text);
  } catch (error) {
    throw new CannotDo(`cannot write ${file}: ${reasonOf(error)}`, 'name another place with --to');
  }
}

async function auditNow(
  io: Io,
  assembly: Assembly,
  name: string,
  { time, seed }: ExpectOptions,
): Promise<TargetResult> {
  const trial = await withTarget(io, assembly, name, (target) =>
    auditTarget(io, assembly, target, { seed, seconds: time }),
  );
  const [result] = runResult(assembly.spec, [trial]).targets;
  if (result === undefined) throw new CannotDo(`nothing came of the audit of ${name}`);
  return result;
}

/** What `path` says of the target. Throws CannotDo for a file that is no result, or is one of other targets. */
async function fromFile(path: string, name: string): Promise<TargetResult> {
  const read = await readResult(path);
  if (!read.ok) throw new CannotDo(read.reason, read.remedy);
  const { result } = read;
  const target = result.targets.find((one) => one.target === name);
  if (target !== undefined) return target;
  const others = result.targets.map((one) => one.target).join(', ');
  throw new CannotDo(`${path} says nothing of ${name}`, `it is the result of ${others || 'no target'}`);
}

function told(file: string, known: readonly Expectation[], now: readonly Expectation[]): string {
  const before = new Set(known.map(({ clause }) => clause));
  const after = new Set(now.map(({ clause }) => clause));
  const count = (all: readonly Expectation[], test: (one: Expectation) => boolean): number =>
    all.filter(test).length;
  return [
    `${file}: ${now.length} expectations`,
    `${count(now, ({ clause }) => !before.has(clause))} new`,
    `${count(known, ({ clause }) => !after.has(clause))} gone`,
    `${count(now, ({ reason }) => reason === TO_BE_JUDGED)} to be judged`,
  ].join(', ');
}
