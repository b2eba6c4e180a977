/** Surveys and their comparison, of two small trees. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { loadFormats } from '../grammar/index.js';
import { compareSurveys } from './compare.js';
import { surveyTree } from './survey.js';

const formats = loadFormats();
const scratch = mkdtempSync(join(tmpdir(), 'abide-diff-'));
afterAll(() => rmSync(scratch, { recursive: true }));

function survey(name: string, files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(scratch, name, path)), { recursive: true });
    writeFileSync(join(scratch, name, path), text);
  }
  return surveyTree({ root: join(scratch, name), formats });
}

const statm = '1 2 3 4 5 6 7\n';

test('trees that differ in processes only look alike', async () => {
  const first = await survey('a', { '1/statm': statm, '1/cmdline': 'sh\0' });
  const second = await survey('b', { '7/statm': statm, '8/statm': statm, '8/cmdline': 'ls\0-l\0' });
  expect(compareSurveys(first, second)).toEqual([]);
});

test('a missing file, another ending, a field more and a refusal are told, each on its side', async () => {
  const first = await survey('c', { '1/statm': statm, '1/cmdline': 'sh\0' });
  const second = await survey('d', { '1/cmdline': 'title', '1/stat': 'odd' });
  expect(compareSurveys(first, second)).toEqual([
    {
      pattern: '[pid]/cmdline',
      fields: { first: ['args[]'], second: ['title'] },
      ends: { first: ['NUL'], second: ['another byte'] },
    },
    { pattern: '[pid]/stat', only: 'second' },
    { pattern: '[pid]/statm', only: 'first' },
  ]);
});

test('what a thread has like its process is told once', async () => {
  const first = await survey('f', { '1/task/1/statm': statm, '1/statm': statm });
  const second = await survey('g', { '1/task/1/comm': 'sh\n' });
  expect(compareSurveys(first, second)).toEqual([
    { pattern: '[pid]/statm', only: 'first' },
    { pattern: '[pid]/task/[tid]/comm', only: 'second' },
  ]);
});

test('a survey ends where the listener says so', async () => {
  await survey('e', { '1/statm': statm, '2/cmdline': '' });
  const cut = await surveyTree({ root: join(scratch, 'e'), formats }, () => Promise.resolve(false));
  expect([...cut.keys()]).toEqual(['[pid]/statm']);
});
