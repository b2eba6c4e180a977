/** `abide targets`: what can be put on trial here. */
import type { Command } from 'commander';
import { plainText } from '../../report/index.js';
import type { TargetDescription } from '../../target/index.js';
import { assemble } from '../assembly.js';
import { printJson, type Io } from '../io.js';
import { makeTarget, TARGETS } from '../target-list.js';

/** Adds the command to `program`. */
export function mountTargets(program: Command, io: Io): void {
  program
    .command('targets')
    .description(
      'every target: available or not, its version, what it can do, and what would make it available',
    )
    .option('--json', 'print everything as one JSON document')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const descriptions = await describeAll(io);
      if (json === true) printJson(io, descriptions);
      else io.stdout(descriptions.map(describe).join(''));
    });
}

async function describeAll(io: Io): Promise<TargetDescription[]> {
  const assembly = await assemble(io);
  const descriptions: TargetDescription[] = [];
  for (const name of Object.keys(TARGETS)) {
    const target = makeTarget(assembly, name);
    descriptions.push(target.description);
    await target.close();
  }
  return descriptions;
}

function describe({
  name,
  available,
  reason,
  remedy,
  version,
  profile,
  capabilities,
}: TargetDescription): string {
  const { privileged, withheld = [], pidNamespace, blocking, lacks } = capabilities;
  const lines = available
    ? [
        `${name}: available, ${version}, judged by profile ${profile}`,
        `  ${privileged ? 'privileged' : 'unprivileged'}, ${pidNamespace ? 'own' : 'no'} PID namespace, blocking is ${blocking}`,
        ...(withheld.length === 0 ? [] : [`  root there is without ${withheld.join(', ')}`]),
        ...(lacks.length === 0 ? [] : [`  lacks: ${lacks.join(', ')}`]),
      ]
    : [
        `${name}: not available: ${reason ?? 'unknown reason'}`,
        ...(remedy === undefined ? [] : [`  ${remedy}`]),
      ];
  return lines.map((line) => `${plainText(line)}\n`).join('');
}
