/** Cases: stages that the value of an argument selects. */
import { didYouMean } from '../suggest.js';
import type { Body } from '../types.js';
import type { SpecEntry, SpecNode } from '../yaml/spec-node.js';
import { readRefusal } from './read-refusal.js';
import type { BodyOwner, Reading } from './reading.js';

/** Reads the stages of one case. */
export type ReadBody = (node: SpecNode, owner: BodyOwner, reading: Reading) => Body;

/** Reads `cases` of `owner`; each case has a scope of its own. */
export function readCases(
  node: SpecNode,
  owner: BodyOwner,
  reading: Reading,
  readBody: ReadBody,
): NonNullable<Body['cases']> {
  const otherwise = node.get('otherwise');
  const set = readSelector(node.get('of'), owner, reading);
  const refusal = otherwise && readRefusal(otherwise, owner, reading);
  const cases = node.entriesOf('is').map((entry) => {
    checkCase(entry, set, reading);
    return [
      entry.name,
      readBody(entry.value, inCase(owner, node.textOf('of'), entry.name), reading),
    ] as const;
  });
  return {
    of: node.textOf('of'),
    ...(node.get('mask') === undefined ? {} : { mask: BigInt(node.textOf('mask')) }),
    is: new Map(cases),
    ...(refusal === undefined ? {} : { otherwise: refusal }),
  };
}

/** The owner as a case sees it: an argument whose type the case decides can be spoken of there. */
function inCase(owner: BodyOwner, of: string, name: string): BodyOwner {
  const scope = owner.scope.inner();
  const types = new Map(owner.types);
  for (const { name: argument, type: otherwise, variants } of owner.variants ?? []) {
    if (variants?.of !== of) continue;
    const type = variants.is[name] ?? otherwise;
    types.set(argument, type);
    scope.declare(argument, type.kind === 'integer' ? 'int' : 'Memory');
  }
  return { ...owner, scope, types };
}

/** @returns the constants that the argument's type allows, if it says which. */
function readSelector(
  of: SpecNode | undefined,
  owner: BodyOwner,
  reading: Reading,
): readonly string[] | undefined {
  if (of?.text === undefined) return undefined;
  const type = owner.types.get(of.text);
  if (type?.kind === 'integer') return type.flags === undefined ? undefined : reading.types.sets[type.flags];
  reading.problems.add(
    of.at,
    `no integer argument is called \`${of.text}\``,
    didYouMean(of.text, owner.types.keys()),
  );
  return undefined;
}

function checkCase({ key, name }: SpecEntry, set: readonly string[] | undefined, reading: Reading): void {
  if (!(name in reading.constants)) {
    reading.problems.add(
      key.at,
      `unknown constant \`${name}\``,
      didYouMean(name, Object.keys(reading.constants)),
    );
  } else if (set !== undefined && !set.includes(name)) {
    reading.problems.add(key.at, `\`${name}\` is not in the set of the argument`, didYouMean(name, set));
  }
}
