/** What every clause says of itself: its id, prose, citation, versions. */
import { compareVersions } from '../clause-applies.js';
import type { ClauseEntry, ClauseText } from '../types.js';
import type { SpecNode } from '../yaml/spec-node.js';
import type { Reading } from './reading.js';

const TEXTS = ['prose', 'cite', 'since', 'until', 'needs', 'unreached'] as const;

/** Reads a clause's text and adds it to the table. `owner`: the call, or the file kind and operation. */
export function readClause(
  node: SpecNode,
  owner: string,
  about: Omit<ClauseEntry, 'text' | 'owner'>,
  reading: Reading,
): ClauseText {
  const own = node.get('id');
  const text: ClauseText = { id: `${owner}/${own?.text ?? ''}`, at: node.at, ...optionalTexts(node) };
  if (own?.text !== undefined) reading.clauses.add({ ...about, text, owner }, own.at);
  checkVersions(node, reading);
  return text;
}

/** The optional texts that are there. */
export function optionalTexts(node: SpecNode): Partial<Record<(typeof TEXTS)[number], string>> {
  const found: Partial<Record<(typeof TEXTS)[number], string>> = {};
  for (const name of TEXTS) {
    const text = node.get(name)?.text;
    if (text !== undefined) found[name] = text;
  }
  return found;
}

/** Tells a `since` that comes after its `until`. */
export function checkVersions(node: SpecNode, reading: Reading): void {
  const since = node.get('since')?.text;
  const until = node.get('until');
  if (since === undefined || until?.text === undefined || compareVersions(since, until.text) <= 0) return;
  reading.problems.add(until.at, `until ${until.text} is before since ${since}`);
}
