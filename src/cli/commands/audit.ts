/** `abide audit`: everything there is to try on another kernel, each clause and each cause told once. */
import type { Command } from 'commander';
import { runResult } from '../../report/index.js';
import { assemble, heed } from '../assembly.js';
import { AUDIT_SECONDS, auditTarget } from '../audit-target.js';
import { expectationFile, expectationsIn, expectedOf } from '../expectations.js';
import type { ExitStatus, Io } from '../io.js';
import { seconds, wholeNumber } from '../numbers.js';
import { targetNames, withTarget } from '../target-list.js';
import { tellResult } from '../tell-result.js';

interface AuditOptions {
  readonly time: number;
  readonly seed: number;
  readonly report: string;
  readonly expect?: string;
  readonly json?: boolean;
}

/** Adds the command to `program`. */
export function mountAudit(program: Command, io: Io): void {
  program
    .command('audit')
    .description(
      'try another kernel thoroughly: all suites, all of /proc, every clause; each cause is told once',
    )
    .argument('<target>', '`abide targets` lists them')
    .option('--time <seconds>', 'how long at most', seconds, AUDIT_SECONDS)
    .option('--seed <number>', 'which scenarios are generated', wholeNumber(0), 1)
    .option('--report <dir>', 'where the report is written', 'reports/latest')
    .option('--expect <file>', 'what is expected, instead of suites/expectations/TARGET.yaml')
    .option('--json', 'print the result as one JSON document')
    .action(async (target: string, options: AuditOptions) => {
      io.exit(await audit(io, target, options));
    });
}

async function audit(io: Io, written: string, options: AuditOptions): Promise<ExitStatus> {
  const [name = written] = targetNames(written, []);
  const assembly = await assemble(io);
  await heed(io.signal);
  expectationsIn(assembly, options.expect ?? expectationFile(name));
  const trial = await withTarget(io, assembly, name, (target) =>
    auditTarget(io, assembly, target, { ...options, seconds: options.time }),
  );
  const expected = new Map([expectedOf(assembly, trial, options.expect, trial.untried === undefined)]);
  return tellResult(io, runResult(assembly.spec, [trial], new Date(), expected), options);
}
