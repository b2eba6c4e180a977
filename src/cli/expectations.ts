/** The expectations of a target: suites/expectations/<target>.yaml, or a file that a user names. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Expected } from '../report/index.js';
import {
  isInRange,
  packageRoot,
  parseRange,
  problemText,
  readExpectations,
  type Expectation,
} from '../spec/index.js';
import type { TrialResult } from '../trial/index.js';
import type { Assembly } from './assembly.js';
import { CannotDo } from './io.js';
import { reasonOf } from './scenario-file.js';
import { contextFor, EXPECTATIONS } from './spec/expectation-context.js';
import { TARGETS } from './target-list.js';

/** The file of the expectations of the target called `name`: of `vm:PATH` and `command:LINE` that of the family. */
export function expectationFile(name: string): string {
  const own = Object.hasOwn(TARGETS, name) ? name.replace(':', '-') : (name.split(':')[0] ?? name);
  return join(packageRoot(), EXPECTATIONS, `${own}.yaml`);
}

/** The expectations in `file`, none where it is not there. Throws CannotDo with the first problem of the text. */
export function expectationsIn({ spec, formats }: Assembly, file: string): readonly Expectation[] {
  if (!existsSync(file)) return [];
  const text = { path: basename(file), file, text: readText(file) };
  const { expectations, problems } = readExpectations(text, contextFor(spec, formats));
  // What is past its day is expected no longer, and is no reason to do nothing.
  const [problem] = problems.filter(({ message }) => !message.includes(' expired on '));
  if (problem === undefined) return expectations;
  throw new CannotDo(problemText(problem), '`abide spec check` tells all');
}

/**
 * What is expected of the target of a trial today, by its name.
 *
 * @param file another file than that of the target.
 * @param isWhole everything was tried: an expectation of which nothing was found is stale.
 */
export function expectedOf(
  assembly: Assembly,
  { target }: Pick<TrialResult, 'target'>,
  file: string | undefined,
  isWhole: boolean,
): [string, Expected] {
  const { today } = contextFor(assembly.spec, assembly.formats);
  const all = expectationsIn(assembly, file ?? expectationFile(target.name));
  const expectations = all.filter(
    ({ versions, expires }) => expires >= today && isInRange(target.version, parseRange(versions) ?? {}),
  );
  return [target.name, { expectations, isWhole }];
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CannotDo(`cannot read ${file}: ${reasonOf(error)}`);
  }
}
