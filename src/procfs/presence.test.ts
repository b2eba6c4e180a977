import { expect, test } from '@jest/globals';
import { loadFormats, type Format } from '../grammar/index.js';
import type { FileVerdict } from './check-entry.js';
import { presenceOf } from './presence.js';

const formats = loadFormats();

/** Every file that a kernel of this version surely has, and `paths`. */
function odd(release: string, ...paths: readonly string[]): readonly string[] {
  const known = presenceOf([], { formats, arch: 'x86_64', release }).map(({ pattern }) => pattern);
  const files = [...known, ...paths].map((path): FileVerdict => ({
    path: path.replace(/\[[a-z]+\]/g, '1'),
    kind: 'no grammar',
  }));
  const oddities = presenceOf(files, { formats, arch: 'x86_64', release });
  return oddities.map(({ pattern, kind, version }) => `${pattern}: ${kind} ${version}`);
}

test('a file that no kernel of the version has is told once', () => {
  expect(odd('5.3.0', '7/timens_offsets', '8/timens_offsets')).toEqual(['[pid]/timens_offsets: too new 5.6']);
  expect(odd('5.6.1-custom', '7/timens_offsets', '7/task/7/stat')).toEqual([]);
});

test('a file that went away is told where it still is, and one that every kernel has where it is not', () => {
  const uptime = formats.get('proc/uptime') as Format;
  const gone = { meta: { ...uptime.meta, until: '6.9', since: '2.6.25' } } as Format;
  const of = (release: string, ...paths: readonly string[]): readonly object[] =>
    presenceOf(
      paths.map((path) => ({ path, kind: 'no grammar' })),
      {
        formats: new Map(['proc/uptime', 'proc/uptime-be'].map((name) => [name, gone])),
        arch: 'x86_64',
        release,
      },
    );
  expect(of('6.12.1', 'uptime')).toEqual([{ pattern: 'uptime', kind: 'too old', version: '6.9' }]);
  expect(of('6.9', 'uptime')).toEqual([]);
  expect(of('6.9')).toEqual([{ pattern: 'uptime', kind: 'missing', version: '2.6.25' }]);
  expect(of('6.12.1')).toEqual([]);
  expect(of('2.6.24')).toEqual([]);
  expect(of('of nobody')).toEqual([]);
});
