/** Comparing made-up results: what became of clauses, calls and verdicts, and what counts as worse. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { comparisonText } from './compare-text.js';
import { compareResults } from './compare.js';
import { clean, guilty, SPEC } from './fixtures/toy.js';
import { readResult } from './read-result.js';
import { runResult, type FindingResult, type RunResult, type TargetResult } from './result.js';

const good = runResult(SPEC, [clean()]);
const bad = runResult(SPEC, [guilty()]);
const refused = runResult(SPEC, [guilty('A: echo = EPERM was seen; allowed is A: echo = 1')]);

describe('a comparison', () => {
  test('of a result with itself finds nothing', () => {
    expect(compareResults(bad, bad)).toMatchObject({
      worse: false,
      targets: [{ clauses: [], verdicts: {} }],
    });
    expect(comparisonText(compareResults(bad, bad), 80).split('\n').slice(-3)).toEqual([
      '  nothing changed',
      '',
      'no clause changed',
    ]);
  });

  test('says what broke, what is kept again, what is broken otherwise, and what was not seen again', () => {
    const unfired = runResult(SPEC, [{ ...clean(), fired: {} }]);
    const kinds = (from: RunResult, to: RunResult) => {
      const { worse, targets } = compareResults(from, to);
      return [
        worse,
        targets.flatMap(({ clauses }) => clauses.map(({ clause, kind }) => `${clause} ${kind}`)),
      ];
    };
    expect(kinds(good, bad)).toEqual([true, ['echo/same broken now']]);
    expect(kinds(bad, good)).toEqual([false, ['echo/same kept again']]);
    expect(kinds(bad, unfired)).toEqual([false, ['echo/same not seen again']]);
    expect(kinds(bad, refused)).toEqual([false, ['echo/same broken otherwise']]);
    expect(kinds(bad, changed({ findings: [{ kind: 'crash' }] }))).toEqual([
      true,
      ['echo/same broken otherwise'],
    ]);
    expect(kinds(good, changed({ findings: [{ kind: 'differs', unexpected: false }] }))).toEqual([
      false,
      ['echo/same differs now'],
    ]);
    expect(kinds(good, unfired)).toEqual([false, ['echo/same fired no more']]);
    expect(kinds(unfired, good)).toEqual([false, ['echo/same fired now']]);
  });

  test('tells what is expected from what is not only by what is seen', () => {
    const known = changed({ findings: [{ unexpected: false }] });
    expect(compareResults(bad, known).targets[0]?.clauses).toEqual([]);
    expect(compareResults(good, known).worse).toBe(true);
  });

  test('finds calls that are missing, counts of verdicts, and trials that ended early', () => {
    const without = runResult(SPEC, [{ ...clean(), unsupported: { echo: 2 } }]);
    expect(compareResults(good, without)).toMatchObject({
      worse: true,
      targets: [{ unsupported: { now: ['echo'], noMore: [] } }],
    });
    expect(compareResults(without, good).worse).toBe(false);
    const counted = runResult(SPEC, [{ ...clean(), verdicts: { ...clean().verdicts, conforms: 2 } }]);
    expect(compareResults(good, counted)).toMatchObject({
      worse: false,
      targets: [{ verdicts: { conforms: { from: 3, to: 2 } } }],
    });
    const cut = runResult(SPEC, [{ ...clean(), ended: { how: 'interrupted' } }]);
    expect(comparisonText(compareResults(good, cut), 80)).toMatch(
      /the trial ended: complete -> interrupted[^]*WORSE: a trial that did not come to its end$/,
    );
  });

  test('pairs targets by name, and the only ones whatever they are called', () => {
    const other = { ...good, targets: good.targets.map((target) => ({ ...target, target: 'other' })) };
    expect(compareResults(good, other)).toMatchObject({ worse: false, only: { from: [], to: [] } });
    const both = { ...good, targets: [...good.targets, ...other.targets] };
    expect(compareResults(good, both)).toMatchObject({ worse: false, only: { to: ['other'] } });
    expect(compareResults(both, other)).toMatchObject({ worse: true, only: { from: ['toy'] } });
  });

  test('is told in 80 columns, without a control character of a target', () => {
    const long = runResult(SPEC, [guilty(`A: echo = \u001b[31m${'x '.repeat(90)} was seen`)]);
    const text = comparisonText(compareResults(refused, long), 80);
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(text).not.toContain('\u001b');
    expect(text).toContain('echo/same (EPERM -> a value)');
    expect(comparisonText(compareResults(good, bad), 80)).toMatch(
      /\n {4}! echo\/same\n[^]*\nWORSE: 1 clause$/,
    );
  });
});

describe('reading a result', () => {
  const directory = mkdtempSync(join(tmpdir(), 'abide-compare-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  const file = join(directory, 'result.json');

  test('gives back what was written, by file and by directory', async () => {
    writeFileSync(file, JSON.stringify(bad));
    const plain: unknown = JSON.parse(JSON.stringify(bad));
    expect(await readResult(file)).toEqual({ ok: true, result: plain });
    expect(await readResult(directory)).toEqual({ ok: true, result: plain });
  });

  test.each([
    ['{', /is no JSON/],
    ['null', /is no result of abide/],
    ['{"format": "abide-result", "version": 2}', /version 2, and this abide reads version 3/],
    [
      '{"format": "abide-result", "version": 3}',
      /result\.schema\.json describes: must have required property/,
    ],
  ])('says in one line why %s is none', async (text, reason) => {
    writeFileSync(file, text);
    expect(await readResult(file)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
  });

  test('says that there is no file', async () => {
    expect(await readResult(join(directory, 'none'))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('ENOENT'),
    });
  });
});

/** The broken result with other findings or facts. */
function changed({ findings }: { findings: Partial<FindingResult>[] }): RunResult {
  const [target] = bad.targets as [TargetResult];
  const [finding] = target.findings as [FindingResult];
  return { ...bad, targets: [{ ...target, findings: findings.map((more) => ({ ...finding, ...more })) }] };
}
