/** The rooms put together: what every command that runs something needs, made when it is first asked for. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { machineIn } from '../abi/index.js';
import { basisOf, createGenerator, type Basis, type Generator } from '../generator/index.js';
import {
  loadFormats,
  GrammarError,
  problemText as grammarProblem,
  type CompiledFormats,
} from '../grammar/index.js';
import { createKernel, type Kernel, type KernelSetting } from '../kernel/index.js';
import { createJudge, type Judge } from '../oracle/index.js';
import type { Spec } from '../spec/index.js';
import type { TargetDescription } from '../target/index.js';
import { CannotDo, type Io } from './io.js';
import { usableSpecInTurns } from './spec/index.js';

export interface Assembly {
  readonly spec: Spec;
  readonly kernel: Kernel;
  readonly formats: CompiledFormats;
  readonly generator: Generator;
}

/**
 * Loads everything that stands in spec/ and grammars/. Throws CannotDo with the first of its problems, or once
 * the signal was raised: between two pieces signals have their turn.
 */
export async function assemble({ signal }: Pick<Io, 'signal'>): Promise<Assembly> {
  const spec = await usableSpecInTurns(() => heed(signal));
  const kernel = createKernel(spec);
  const formats = readFormats();
  await heed(signal);
  return { spec, kernel, formats, generator: createGenerator(spec, kernel) };
}

/** Lets signals have their turn. Throws CannotDo if ours was raised. */
export async function heed(signal: AbortSignal): Promise<void> {
  await nextTurn();
  if (signal.aborted) throw new CannotDo('interrupted before anything was tried');
}

/** A judge for what a target shows. */
export function judgeFor({ spec, kernel, formats }: Assembly, { capabilities }: TargetDescription): Judge {
  return createJudge(spec, kernel, formats, capabilities);
}

/** What suites derive scenarios from, in this setting. */
export function basisFor({ spec, kernel, generator }: Assembly, setting: KernelSetting): Basis {
  return basisOf(spec, kernel, generator.directed(setting), setting);
}

/** The setting in which the model answers as a target like this. */
export function settingOf({
  profile,
  capabilities,
}: Pick<TargetDescription, 'profile' | 'capabilities'>): KernelSetting {
  return { profile, ...machineIn(capabilities) };
}

/** What the model knows of a process, and a judge compares. */
const JUDGED = ['proc/pid/stat', 'proc/pid/status', 'proc/pid/cmdline'];

/** The formats, of which those that a judge reads are compiled now: what is wrong with one is told at once. */
function readFormats(): CompiledFormats {
  const formats = loadFormats();
  try {
    for (const name of JUDGED) formats.get(name)?.plan();
    return formats;
  } catch (error) {
    if (!(error instanceof GrammarError)) throw error;
    const [first] = error.problems;
    throw brokenText(first === undefined ? error.message : grammarProblem(first), error.problems.length);
  }
}

function brokenText(first: string, problems: number): CannotDo {
  const more = problems > 1 ? ` (and ${problems - 1} more)` : '';
  return new CannotDo(`${first.split('\n')[0] ?? first}${more}`, '`abide spec check` lists every problem');
}
