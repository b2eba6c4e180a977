/** The texts beside spec/ that `abide spec check` reads: grammars/, and the scenarios of suites/. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkGrammars } from '../../grammar/index.js';
import { parseScenario } from '../../scenario/index.js';
import { packageRoot, type Problem } from '../../spec/index.js';

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
