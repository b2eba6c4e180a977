/** A kind of file and what the calls mean on it: spec/files/<kind>.yaml. */
import { didYouMean } from '../suggest.js';
import type { Body, FileKind } from '../types.js';
import type { SpecEntry } from '../yaml/spec-node.js';
import type { Source } from '../yaml/source.js';
import { readBody } from './read-body.js';
import { readExamples } from './read-examples.js';
import type { ArgumentTypes, Reading } from './reading.js';

const ABOUT = new Set(['kind', 'summary', 'examples']);

/** Reads one kind of file. The calls have been read: they say which operations there are. */
export function readFileKind({ root, noun }: Source, reading: Reading): FileKind {
  const kind = root.get('kind');
  if (kind?.text !== undefined && kind.text !== noun) {
    reading.problems.add(kind.at, `the file is called ${noun}.yaml`, `call it ${kind.text}.yaml`);
  }
  const name = kind?.text ?? noun;
  const entries = root.entries().filter((entry) => !ABOUT.has(entry.name));
  return {
    kind: name,
    summary: root.textOf('summary'),
    operations: new Map(entries.map((entry) => [entry.name, readOperation(entry, name, reading)])),
    examples: readExamples(root.get('examples')),
    at: root.at,
  };
}

function readOperation({ key, name, value }: SpecEntry, kind: string, reading: Reading): Body {
  const calls = reading.operations.filter((use) => use.name === name);
  if (calls.length === 0) {
    const known = new Set(reading.operations.map((use) => use.name));
    reading.problems.add(key.at, `no call goes on with the operation \`${name}\``, didYouMean(name, known));
  }
  const types = sharedArguments(calls.map((use) => use.arguments));
  const scope = reading.scope.inner();
  scope.declare('done', 'int');
  for (const [argument, type] of types) scope.declare(argument, type.kind === 'integer' ? 'int' : 'Memory');
  return readBody(value, { owner: `${kind}/${name}`, types, scope }, reading);
}

/** The arguments that all calls with an operation have, under one name and with one kind of type. */
function sharedArguments([first, ...others]: readonly ArgumentTypes[]): ArgumentTypes {
  const shared = [...(first ?? [])].filter(([name, type]) =>
    others.every((types) => types.get(name)?.kind === type.kind),
  );
  return new Map(shared);
}
