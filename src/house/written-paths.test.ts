/** A path that a document names exists: a map that lies is worse than none. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const DOCUMENTS = [
  'README.md',
  'spec/README.md',
  'src/agent/README.md',
  'suites/README.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];

/** What a run writes, or a reader makes while following a recipe: named, but not there. */
const MADE_LATER = /^(reports\/latest|dist|node_modules|spec\/syscalls\/fd\/first_open)\b|[<*{]|\.\.\./;

describe.each(DOCUMENTS)('%s', (document) => {
  test('names paths that exist', () => {
    const text = readFileSync(document, 'utf8');
    const missing = pathsOf(text).filter((path) => !MADE_LATER.test(path) && !isThere(document, path));
    expect(missing).toEqual([]);
  });
});

test('a path that is not there is seen', () => {
  expect(pathsOf('see `src/nowhere.ts` and [x](docs/gone.md)').filter((path) => !existsSync(path))).toEqual([
    'src/nowhere.ts',
    'docs/gone.md',
  ]);
});

/** Paths in backquotes and links that start at the root of the tree or lie beside the document. */
function pathsOf(text: string): string[] {
  const quoted = [...text.matchAll(/`((?:src|spec|suites|docs|grammars|reports|\.ci)\/[^`\s]*)`/g)];
  const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)];
  return [...quoted, ...linked].map((match) => (match[1] ?? '').replace(/[:#].*$/, ''));
}

function isThere(document: string, path: string): boolean {
  return existsSync(path) || existsSync(join(dirname(document), path));
}
