/** Laws: spec/laws/<noun>.yaml. */
import type { Law } from '../types.js';
import type { SpecNode } from '../yaml/spec-node.js';
import type { Source } from '../yaml/source.js';
import { checkVersions, optionalTexts } from './read-clause.js';
import { readExamples } from './read-examples.js';
import type { Reading } from './reading.js';

/** Reads the laws of one file, each of them a clause. */
export function readLaws(source: Source, reading: Reading): Law[] {
  return source.root.items().map((node) => readLaw(node, source.noun, reading));
}

function readLaw(node: SpecNode, noun: string, reading: Reading): Law {
  const id = node.get('id');
  const law: Law = {
    id: id?.text ?? '',
    ...optionalTexts(node),
    prose: node.textOf('prose'),
    examples: readExamples(node.get('examples')),
    at: node.at,
  };
  if (id?.text !== undefined) {
    if (id.text.includes('/') && !id.text.startsWith(`${noun}/`)) {
      reading.problems.add(id.at, `a law of ${noun}.yaml is called ${noun}/...`);
    }
    reading.clauses.add({ text: law, kind: 'law', owner: noun }, id.at);
  }
  checkVersions(node, reading);
  return law;
}
