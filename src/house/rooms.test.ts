/** The shape of the house: rooms say what they are, and nothing has a name that says nothing. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const NAMELESS = /^(utils?|helpers?|common|misc|shared|stuff|lib)\b/;

const rooms = readdirSync('src', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'house' && entry.name !== 'agent')
  .map((entry) => entry.name);

describe.each(rooms)('room %s', (room) => {
  test('opens with four sentences: what it knows, must not know, how it fails, where to start', () => {
    const door = `src/${room}/index.ts`;
    expect(existsSync(door)).toBe(true);
    const opening = /^\/\*\*\n([\s\S]*?)\*\//.exec(readFileSync(door, 'utf8'))?.[1] ?? '';
    expect(opening).toMatch(new RegExp(`\\* ${room}: `));
    expect(opening).toMatch(/must not/i);
    expect(opening).toMatch(/fail/i);
    expect(opening).toMatch(/start/i);
  });

  test('has an invariant in docs/ARCHITECTURE.md', () => {
    const text = readFileSync('docs/ARCHITECTURE.md', 'utf8');
    const section = text.split(/^## /m).find((part) => part.startsWith(`src/${room}\n`)) ?? '';
    expect(section).toMatch(/Architecture Invariant:/);
  });
});

test('nothing is named utils, helpers, common or misc', () => {
  const files = ['src', 'suites'].flatMap((root) =>
    existsSync(root) ? readdirSync(root, { recursive: true, encoding: 'utf8' }) : [],
  );
  expect(files.filter((file) => NAMELESS.test(basename(file)))).toEqual([]);
});
