/** Kernels are held to the promises of spec/profiles: each version to the newest that is not newer. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { agentDirectory } from './compile-agent.js';
import { profileOf } from './describe-host.js';

const versions = readdirSync(join(agentDirectory(), '..', '..', 'spec', 'profiles')).flatMap((name) => {
  const [, version] = /^linux-(\d+\.\d+)\.yaml$/.exec(name) ?? [];
  return version === undefined ? [] : [version];
});

test.each(versions)('%s and its updates have the profile of that version', (version) => {
  expect(profileOf(version)).toBe(`linux-${version}`);
  expect(profileOf(`${version}.99-generic`)).toBe(`linux-${version}`);
});

test('a version between two has the profile of the older one', () => {
  expect(profileOf('6.13.2')).toBe('linux-6.12');
  expect(profileOf('7.0')).toBe('linux-6.18');
});

test('a version older than all has the oldest profile', () => {
  expect(profileOf('5.10')).toBe('linux-6.1');
});
