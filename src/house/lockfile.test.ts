/** The lock file names versions and checksums; where they are downloaded from is the user's own setting. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

test('package-lock.json holds no download address', () => {
  const lock = readFileSync('package-lock.json', 'utf8');
  expect(lock.split('\n').filter((line) => /"resolved"|https?:\/\/[^"]*\.tgz/.test(line))).toEqual([]);
});

test('every package of package-lock.json has a checksum', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { integrity?: string; link?: boolean; inBundle?: boolean }>;
  };
  const unchecked = Object.entries(packages)
    .filter(
      ([path, entry]) => path !== '' && entry.link !== true && entry.inBundle !== true && !entry.integrity,
    )
    .map(([path]) => path);
  expect(unchecked).toEqual([]);
});
