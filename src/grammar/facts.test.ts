import { expect, test } from '@jest/globals';
import { loadFormats } from './load-formats.js';

const facts = new Map([...loadFormats()].map(([name, format]) => [name, format.facts()]));

test('pid/cmdline ends in NUL, or in any other byte once a title was written; it may be empty', () => {
  const { endings, mayBeEmpty, separators } = facts.get('proc/pid/cmdline')!;
  expect(endings.map((ending) => ending.in)).toEqual(['NUL', 'any byte but NUL']);
  expect(endings[1]?.when).toMatch(/title/);
  expect(mayBeEmpty).toBe(true);
  expect(separators.values).toEqual(['\0']);
});

test('pid/status separates keys with a tab, ends in a newline, escapes newlines in Name', () => {
  const status = facts.get('proc/pid/status')!;
  expect(status.endings).toEqual([{ in: 'newline' }]);
  expect(status.separators.keyAndValue).toEqual([':\t']);
  expect(status.separators.tabs).toBe(true);
  expect(status.escaped).toEqual([{ field: 'Name', scheme: 'backslash', bytes: '\n\\' }]);
  expect(status.rawNewlines).toEqual([]);
  expect(status.optional.find(({ fields }) => fields.includes('VmRSS'))?.when).toMatch(/kernel thread/);
});

test('pid/stat separates with spaces, and its comm may hold a newline', () => {
  const stat = facts.get('proc/pid/stat')!;
  expect(stat.separators).toMatchObject({ tabs: false, spaces: true });
  expect(stat.rawNewlines).toEqual(['comm']);
  expect(stat.fields).toHaveLength(52);
});
