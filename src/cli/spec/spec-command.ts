/** `abide spec [CALL]` and `abide spec check`. */
import { Command } from 'commander';
import type { Body, Spec, Syscall } from '../../spec/index.js';
import { didYouMean, problemText } from '../../spec/index.js';
import { CannotDo, printJson, type Io } from '../io.js';
import { checkSpec, type CheckedSpec } from './check.js';
import { describeCall } from './describe-call.js';
import { describeFileKind } from './describe-file-kind.js';
import { depthCounts, depthTable } from './depths.js';
import { modelExamples } from './model-examples.js';
import { plainSpec } from './plain-spec.js';
import { usableSpec } from './usable-spec.js';

interface Options {
  readonly json?: true;
  readonly spec?: string;
}

/** Adds the command to `program`. */
export function mountSpec(program: Command, io: Io): void {
  program.addCommand(specCommand(io));
}

/** The command `spec` with its subcommand `check`. */
export function specCommand(io: Io): Command {
  const command = new Command('spec')
    .description('the specification of a call as text; without CALL: what is covered')
    .argument('[call]', 'a system call, or a kind of file')
    .option('--json', 'print one JSON document')
    .option('--spec <dir>', 'read this directory instead of our own spec/')
    .action((name: string | undefined, options: Options) => {
      const spec = usableSpec(options.spec);
      if (name === undefined) tellDepths(spec, options, io);
      else tellCall(spec, name, options, io);
    });
  return command.addCommand(checkCommand(io));
}

function checkCommand(io: Io): Command {
  return new Command('check')
    .description('every problem of spec/, grammars/ and suites/ as file:line:col: message')
    .option('--json', 'print one JSON document')
    .option('--spec <dir>', 'read this directory instead of our own spec/')
    .action((_options: Options, command: Command) => {
      const options: Options = command.optsWithGlobals();
      const checked = checkSpec(options.spec, modelExamples);
      if (options.json === true) printJson(io, checked);
      else io.stdout(checkText(checked));
      if (checked.problems.length > 0) io.exit(checked.usable ? 1 : 2);
    });
}

function checkText({ problems, notes, examples }: CheckedSpec): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  const last = problems.length === 0 ? `spec/ has no problem; ${examples} examples ran` : count;
  const lines = [...notes.map((note) => `note: ${problemText(note)}`), ...problems.map(problemText), last];
  return lines.map((line) => `${line}\n`).join('');
}

function tellDepths(spec: Spec, options: Options, io: Io): void {
  const counts = depthCounts(spec);
  if (options.json === true) printJson(io, counts);
  else io.stdout(depthTable(counts));
}

function tellCall(spec: Spec, name: string, options: Options, io: Io): void {
  const call = spec.syscalls.get(name);
  const kind = spec.fileKinds.get(name);
  if (call === undefined && kind === undefined) {
    const known = [...spec.syscalls.keys(), ...spec.fileKinds.keys()];
    const remedy = didYouMean(name, known) ?? '`abide spec` says what there is';
    throw new CannotDo(`there is no call and no kind of file called ${name}`, remedy);
  }
  if (options.json === true) {
    printJson(io, plainSpec(call === undefined ? kind : { ...call, kinds: operationsOf(call, spec) }));
    return;
  }
  const texts = [
    ...(call === undefined ? [] : [describeCall(call, spec)]),
    ...(kind === undefined ? [] : [describeFileKind(kind)]),
  ];
  io.stdout(texts.join('\n'));
}

/** What the operation that the call goes on with means, by kind of file. */
function operationsOf({ body: { operation } }: Syscall, spec: Spec): ReadonlyMap<string, Body> | undefined {
  if (operation === undefined) return undefined;
  return new Map(
    [...spec.fileKinds.values()].flatMap(({ kind, operations }) => {
      const body = operations.get(operation.name);
      return body === undefined ? [] : [[kind, body] as const];
    }),
  );
}
