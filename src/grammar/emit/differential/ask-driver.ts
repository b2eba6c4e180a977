/** Builds the driver of a language and asks it. */
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plan } from '../../plan/index.js';
import type { CommandLine, Driver } from './driver.js';
import { asked, expectedAnswer, type Question } from './question.js';

/** An answer that is not abide's. */
export interface Difference {
  readonly question: Question;
  readonly expected: string;
  readonly answer: string;
}

/** Whether the language is installed. */
export function isInstalled({ probe }: Driver): boolean {
  return run(probe, '.').status === 0;
}

/** Writes and builds parsers and driver in `directory`. Throws with what the compiler said if it fails. */
export function buildDriver(driver: Driver, plans: readonly Plan[], directory: string): void {
  for (const { path, text } of [...driver.emitter.emit(plans), ...driver.files(plans)]) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  for (const command of driver.build) {
    const { status, stdout, stderr } = run(command, directory);
    if (status !== 0) throw new Error(`${command.join(' ')}: ${stdout.toString()}${stderr.toString()}`);
  }
}

/**
 * Asks the driver that was built in `directory`; gives the answers that differ from `expected`: those of abide, in the same
 * order. Throws if it does not answer all.
 */
export function askDriver(
  driver: Driver,
  directory: string,
  questions: readonly Question[],
  expected: readonly string[] = questions.map(expectedAnswer),
): Difference[] {
  const { status, stdout, stderr } = run(driver.run, directory, Buffer.concat(questions.map(asked)));
  const answers = stdout.toString('latin1').split('\n');
  if (status !== 0 || answers.length !== questions.length + 1)
    throw new Error(
      `the ${driver.emitter.title} driver ended with ${status ?? 'a signal'} after ${answers.length - 1} of ${questions.length} answers: ${stderr.toString()}`,
    );
  return questions.flatMap((question, index) => {
    const [right, answer] = [expected[index] ?? '', answers[index] ?? ''];
    return right === answer ? [] : [{ question, expected: right, answer }];
  });
}

function run([command, ...args]: CommandLine, cwd: string, input?: Buffer): SpawnSyncReturns<Buffer> {
  return spawnSync(command, args, { cwd, maxBuffer: 1 << 30, ...(input ? { input } : {}) });
}
