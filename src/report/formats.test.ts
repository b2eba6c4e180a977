/** Results as other programs read them: each form is read by a reader that is not ours, whatever a target said. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse as readJunit } from 'junit2json';
import { SaxesParser } from 'saxes';
import { Parser as TapParser } from 'tap-parser';
import { clean, guilty, SPEC } from './fixtures/toy.js';
import { junit } from './junit.js';
import { runResult, type FindingResult, type RunResult } from './result.js';
import { sarif } from './sarif.js';
import { tap } from './tap.js';

/** What a process may be called, if it wants to get out of a report. */
const NASTY =
  '<script>alert("1")</script> & ]]> \u0000\u001b[31m\ud800\ufffe\r\n# TODO not ok 7 - me # SKIP \\# */ é';

const EXPECTATION = {
  observed: ['a value'],
  reason: 'nobody needs it',
  versions: '1',
  expires: '2030-01-01',
};

const broken = runResult(SPEC, [guilty()], new Date(0));
const nasty = runResult(SPEC, [guilty(NASTY)]);
const known = withFindings((finding) => ({ ...finding, unexpected: false, expectation: EXPECTATION }));
const lesser = withFindings((finding) => ({ ...finding, unexpected: false, kind: 'differs' }));

describe('JUnit', () => {
  test('has a case for each clause that the target should keep', async () => {
    const suite = await readSuite(broken);
    expect(suite).toMatchObject({ name: 'abide toy', tests: 3, failures: 1, errors: 0, skipped: 2, time: 1 });
    expect(suite?.testcase?.map(({ name, classname }) => [name, classname])).toEqual([
      ['echo/lost', 'toy.echo'],
      ['echo/other', 'toy.echo'],
      ['echo/same', 'toy.echo'],
    ]);
    expect(suite?.testcase?.[0]?.skipped).toEqual([{ message: 'needs a broken disk' }]);
    const failure = suite?.testcase?.[2]?.failure?.[0];
    expect(failure).toMatchObject({
      type: 'diverges',
      message: expect.stringContaining('A: echo = 2 was seen'),
    });
    expect(failure?.inner).toContain('A: echo(1) = 1\n');
  });

  test('fails for stale expectations and targets that stopped, not for what is expected or of little weight', async () => {
    const outcomes = async (result: RunResult) => {
      const suite = await readSuite(result);
      return [suite?.tests, suite?.failures, suite?.errors, suite?.skipped];
    };
    expect(await outcomes(known)).toEqual([3, 0, 0, 3]);
    expect(await outcomes(lesser)).toEqual([3, 0, 0, 2]);
    expect(await outcomes(stale())).toEqual([4, 1, 0, 2]);
    expect(await outcomes(stopped())).toEqual([4, 0, 1, 2]);
  });

  test('is well-formed XML 1.0 whatever was said, and says it', () => {
    const messages: string[] = [];
    for (const result of [nasty, named(NASTY), stale(NASTY), stopped(NASTY)]) {
      const reader = new SaxesParser();
      reader.on('error', (error) => {
        throw error;
      });
      reader.on('opentag', ({ name, attributes }) => {
        if (name === 'failure') messages.push(String(attributes['message']));
      });
      reader.write(junit(result)).close();
    }
    expect(messages[0]).toBe(
      '<script>alert("1")</script> & ]]> \\x00\\x1b[31m\ufffd\ufffd\\x0d\\x0a# TODO not ok 7 - me # SKIP \\# */ é',
    );
    expect(messages).toHaveLength(3);
  });
});

describe('TAP', () => {
  const read = (result: RunResult) => TapParser.parse(tap(result)) as unknown as readonly TapEvent[];
  const asserts = (result: RunResult) =>
    read(result).flatMap(([kind, said]) => (kind === 'assert' ? [said as Assertion] : []));
  const points = (result: RunResult) =>
    asserts(result).map(({ ok, name, skip, todo }) => [ok, name, skip || todo]);

  test('has a point for each clause, with what was found as YAML', () => {
    expect(points(broken)).toEqual([
      [true, 'toy: the trial goes on to its end', false],
      [true, 'toy: echo/lost', 'needs a broken disk'],
      [true, 'toy: echo/other', 'nothing tried it'],
      [false, 'toy: echo/same', false],
    ]);
    const failed = asserts(broken).flatMap(({ ok, diag }) => (ok ? [] : [diag]));
    expect(failed).toEqual([
      expect.objectContaining({
        fingerprint: '0badcafe',
        allowed: ['A: echo = 1'],
        observed: ['A: echo = 2'],
      }),
    ]);
  });

  test('keeps its plan and its points whatever was said', () => {
    for (const result of [broken, nasty, known, lesser, stale(NASTY), stopped(NASTY), named(NASTY)]) {
      const events = read(result);
      expect(events.filter(([kind]) => kind === 'extra' || kind === 'bailout')).toEqual([]);
      const complete = events.find(([kind]) => kind === 'complete')?.[1] as Complete;
      expect(complete.count).toBe(complete.plan.end);
    }
    expect(points(named(NASTY)).map(([, , directive]) => directive)).toEqual([
      false,
      'needs a broken disk',
      'nothing tried it',
      false,
    ]);
    expect(points(known).at(-1)).toEqual([false, 'toy: echo/same', 'expected: nobody needs it']);
    expect(points(stale(NASTY)).at(-1)?.[0]).toBe(false);
    expect(points(stopped(NASTY))[0]?.[0]).toBe(false);
  });
});

describe('SARIF', () => {
  test('fits the schema of SARIF 2.1.0, whatever was found', () => {
    const validate = sarifSchema();
    for (const result of [
      runResult(SPEC, [clean()]),
      broken,
      nasty,
      known,
      lesser,
      stale(),
      stopped(),
      named(NASTY),
    ]) {
      const log: unknown = JSON.parse(sarif(result));
      expect([validate(log), validate.errors]).toEqual([true, null]);
    }
    expect(validate({ ...(JSON.parse(sarif(broken)) as object), version: '2' })).toBe(false);
  });

  test('points at the failing line of the saved scenario, and keeps a fingerprint', () => {
    const { runs } = JSON.parse(sarif(broken)) as Log;
    expect(runs[0]?.results).toMatchObject([
      {
        ruleId: 'echo/same',
        level: 'error',
        partialFingerprints: { 'clauseAndTarget/v1': '0badcafe' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'findings/toy-echo-same.scn' },
              region: { startLine: 8 },
            },
          },
        ],
      },
    ]);
  });

  test('suppresses what is expected, and notes what is of little weight', () => {
    expect((JSON.parse(sarif(known)) as Log).runs[0]?.results).toMatchObject([
      { level: 'note', suppressions: [{ kind: 'external', justification: 'nobody needs it' }] },
    ]);
    expect((JSON.parse(sarif(lesser)) as Log).runs[0]?.results).toMatchObject([{ level: 'note' }]);
    expect((JSON.parse(sarif(stale())) as Log).runs[0]?.results.at(-1)).toMatchObject({ level: 'error' });
  });
});

/** What the parser tells, as far as it is asked. */
type TapEvent = readonly [kind: string, said?: unknown];
interface Assertion {
  readonly ok: boolean;
  readonly name: string;
  readonly skip: string | false;
  readonly todo: string | false;
  readonly diag: unknown;
}

interface Complete {
  readonly count: number;
  readonly plan: { readonly end: number };
}

interface Log {
  readonly runs: readonly { readonly results: readonly object[] }[];
}

async function readSuite(result: RunResult) {
  const suites = await readJunit(junit(result));
  if (suites === undefined || suites === null || !('testsuite' in suites)) throw new Error('no suites');
  return suites.testsuite?.[0];
}

function withFindings(change: (finding: FindingResult) => FindingResult): RunResult {
  const targets = broken.targets.map((target) => ({ ...target, findings: target.findings.map(change) }));
  return { ...broken, targets };
}

function stale(reason = 'it was broken once'): RunResult {
  const targets = broken.targets.map((target) => ({
    ...target,
    findings: [],
    stale: [{ clause: 'echo/other', reason }],
  }));
  return { ...broken, targets };
}

function named(target: string): RunResult {
  return { ...broken, targets: broken.targets.map((one) => ({ ...one, target })) };
}

function stopped(reason = 'no such machine'): RunResult {
  const targets = broken.targets.map((target) => ({
    ...target,
    findings: [],
    ended: { how: 'failed' as const, reason },
  }));
  return { ...broken, targets };
}

/** The official schema, which is of a draft that ajv does not know by name, and uses nothing that has changed since. */
function sarifSchema() {
  const path = createRequire(import.meta.url).resolve(
    '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
  );
  const { $schema, id, ...schema } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  expect([$schema, id]).toEqual([
    expect.stringContaining('draft-04'),
    expect.stringContaining('sarif-2.1.0'),
  ]);
  return new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true }).compile(
    schema,
  );
}
