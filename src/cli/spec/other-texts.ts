/** The texts beside spec/ that `abide spec check` reads: grammars/, and the scenarios and expectations of suites/. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkGrammars, loadFormats } from '../../grammar/index.js';
import { parseScenario } from '../../scenario/index.js';
import {
  packageRoot,
  readExpectations,
  type Problem,
  type ReadExpectations,
  type Spec,
} from '../../spec/index.js';
import { contextFor, EXPECTATIONS } from './expectation-context.js';

/** Everything that cannot be read in grammars/ and suites/. */
export function otherTextProblems(): Problem[] {
  return [...checkGrammars(), ...scenarioProblems('suites')];
}

/** The problems of every saved scenario below `directory` of the package. */
function scenarioProblems(directory: string): Problem[] {
  const root = join(packageRoot(), directory);
  if (!existsSync(root)) return [];
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.scn'),
  );
  return files.sort().flatMap((file) => {
    const parsed = parseScenario(readFileSync(join(root, file), 'utf8'));
    return parsed.ok ? [] : parsed.problems.map((problem) => ({ file: `${directory}/${file}`, ...problem }));
  });
}

/** What is wrong with the expectations of targets, and what of them is not finished. */
export function checkExpectations(spec: Spec): Pick<ReadExpectations, 'problems' | 'notes'> {
  const root = join(packageRoot(), EXPECTATIONS);
  const files = existsSync(root) ? readdirSync(root).filter((file) => file.endsWith('.yaml')) : [];
  const context = contextFor(spec, loadFormats());
  const read = files.sort().map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    return readExpectations({ path, file: `${EXPECTATIONS}/${path}`, text }, context);
  });
  return { problems: read.flatMap(({ problems }) => problems), notes: read.flatMap(({ notes }) => notes) };
}
