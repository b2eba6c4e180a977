/** Changes of an effect, line by line: taken away, done where it is not to be, another value under a name. */
import type { Body, Effect } from '../../src/spec/index.js';
import { altered, negated } from './altered.js';
import { replaced, type Change } from './change.js';

/**
 * The changes of `lines`.
 *
 * @param clause what they are told by: the last success of their body.
 * @param where a word before each, where a body has two lists of lines.
 * @param put gives the body with other lines.
 */
export function* lineChanges(
  lines: readonly Effect[],
  clause: string,
  where: string,
  put: (lines: readonly Effect[]) => Body,
): Generator<Change> {
  for (const [at, line] of lines.entries()) {
    const text = `${where}${textOf(line)}`;
    if (line.kind === 'let') {
      const value = altered(line.value);
      if (value === undefined || line.value.type === 'dyn') continue;
      const body = (): Body => put(replaced(lines, at, { ...line, value }));
      yield { mutation: 'named value altered', clause, change: `another ${text}`, body };
      continue;
    }
    yield {
      mutation: 'line of an effect taken away',
      clause,
      change: `without ${text}`,
      body: () => put(replaced(lines, at)),
    };
    const { when } = line;
    if (when === undefined) continue;
    const body = (): Body => put(replaced(lines, at, { ...line, when: negated(when) }));
    yield { mutation: 'condition of an effect negated', clause, change: `unless ${text}`, body };
  }
}

function textOf(line: Effect): string {
  if (line.kind === 'do') return `do: ${line.action.source}`;
  if (line.kind === 'put') return `put: ${line.argument} as ${line.value.source}`;
  return `let: ${line.name}`;
}
