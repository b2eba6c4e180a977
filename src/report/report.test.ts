/** Reports of a made-up result: they fit their schema, say the answer first and last, and are written whole. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { int, struct, type Event, type Value } from '../abi/index.js';
import { parseScenario, type Step } from '../scenario/index.js';
import type { Progress } from '../trial/index.js';
import { clean, guilty, SPEC } from './fixtures/toy.js';
import { FORMATS } from './formats.js';
import { progressLine } from './progress-line.js';
import { runResult, type RunResult } from './result.js';
import { saveScenario } from './saved-scenario.js';
import { summary } from './summary.js';
import { writeReport } from './write-report.js';

const directory = mkdtempSync(join(tmpdir(), 'abide-report-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('the result', () => {
  const schema = JSON.parse(readFileSync('src/report/result.schema.json', 'utf8')) as object;
  const validate = new Ajv2020({ strict: true }).compile(schema);

  test('fits its schema, whatever was found', () => {
    for (const result of [runResult(SPEC, [clean()]), runResult(SPEC, [guilty()])]) {
      const plain: unknown = JSON.parse(JSON.stringify(result));
      expect([validate(plain), validate.errors]).toEqual([true, null]);
    }
    expect(validate({ ...runResult(SPEC, [clean()]), version: 2 })).toBe(false);
  });

  test('says how its machine differs from others, and fits its schema then too', () => {
    const [target] = odd().targets;
    expect([target?.withheld, target?.settings]).toEqual([['CAP_SYS_RESOURCE'], ['suid-dumpable-2']]);
    expect(validate(JSON.parse(JSON.stringify(odd())))).toBe(true);
    const text = summary(odd(), { colours: false, width: 80 });
    expect(text).toContain('its machine is set otherwise than usual: suid-dumpable-2');
    expect(summary(runResult(SPEC, [clean()]), { colours: false, width: 80 })).not.toContain('otherwise');
  });

  test('is not ok for a divergence, and is ok for another choice of refusal', () => {
    expect(runResult(SPEC, [clean()]).ok).toBe(true);
    expect(runResult(SPEC, [guilty()]).ok).toBe(false);
    const lesser = guilty().findings.map((finding) => ({ ...finding, kind: 'differs' as const }));
    expect(runResult(SPEC, [{ ...guilty(), findings: lesser }]).ok).toBe(true);
  });

  test('says which clauses fired, never fired, cannot, and are not there', () => {
    expect(runResult(SPEC, [guilty()]).targets[0]?.coverage).toEqual({
      fired: { 'echo/same': 3 },
      never: ['echo/other'],
      unreached: { 'echo/lost': 'needs a broken disk' },
      absent: { 'echo/future': 'since Linux 9.9' },
    });
  });
});

/** The result of a machine whose root may less than another, and on which something was set. */
function odd(): RunResult {
  const trial = clean();
  const { capabilities } = trial.target;
  const machine = { withheld: ['CAP_SYS_RESOURCE'], settings: ['suid-dumpable-2'] as const };
  return runResult(SPEC, [
    { ...trial, target: { ...trial.target, capabilities: { ...capabilities, ...machine } } },
  ]);
}

describe('the summary', () => {
  test('opens with the answer, ends with how it ended, and fits 80 columns', () => {
    const text = summary(runResult(SPEC, [guilty()]), { colours: false, width: 80 });
    const lines = text.split('\n');
    expect(lines[0]).toMatch(/^DIVERGES {2}toy 6\.18/);
    expect(lines.at(-1)).toBe('toy: 3 scenarios, 1 clause broken');
    expect(text).toContain('promise: An echo gives back what it got.');
    expect(text).toContain('findings/toy-echo-same.scn');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  test('says of a target that did not even start no more than that', () => {
    const ended = { how: 'failed', reason: 'no compiler' } as const;
    const last = (tried: number): string | undefined =>
      summary(runResult(SPEC, [{ ...clean(), ended, written: tried, generated: 0 }]), {
        colours: false,
        width: 80,
      })
        .split('\n')
        .at(-1);
    expect(last(0)).toBe('toy: the target failed before anything was tried');
    expect(last(3)).toBe('toy: the target failed after 3 scenarios: nothing unexpected');
  });

  test('has colours only if asked, and no control character of a target', () => {
    const result = runResult(SPEC, [guilty('a\u001b[31mred')]);
    expect(summary(result, { colours: false, width: 80 })).not.toContain('\u001b');
    expect(summary(result, { colours: true, width: 80 })).toContain('\u001b[31mDIVERGES');
    expect(summary(result, { colours: true, width: 80 })).not.toContain('\u001b[31mred');
  });

  test('explains every scenario without a verdict, the most frequent reason first', () => {
    const undecided = { late: 1, starved: 12, a: 1, b: 1, c: 1, d: 1, e: 1 };
    const text = summary(runResult(SPEC, [{ ...clean(), undecided }]), { colours: false, width: 80 });
    expect(text.split('\n').filter((line) => line.includes('inconclusive'))).toEqual([
      '  inconclusive: 12 scenarios: starved',
      '  inconclusive: 1 scenario: late',
      '  inconclusive: 1 scenario: a',
      '  inconclusive: 1 scenario: b',
      '  inconclusive: 1 scenario: c',
      '  inconclusive: 2 scenarios: other reasons, which result.json tells',
    ]);
  });

  test('of an interrupted run says so, and what was found so far', () => {
    const text = summary(runResult(SPEC, [{ ...guilty(), ended: { how: 'interrupted' } }]), {
      colours: false,
      width: 80,
    });
    expect(text.split('\n').at(-1)).toBe('toy: interrupted after 3 scenarios: 1 clause broken');
  });
});

test('a saved scenario writes numbers that a kernel chose as the actors that bear them', () => {
  const gives = (number: number, outputs: readonly Value[] = []): Event => ({
    kind: 'returned',
    actor: 'A',
    call: 'make',
    result: { kind: 'value', value: int(number) },
    outputs,
  });
  const ask = (spawns?: string): Step => {
    const call = { name: 'make', args: [], named: {} };
    return { action: { kind: 'call', actor: 'A', call, ...(spawns === undefined ? {} : { spawns }) } };
  };
  const text = saveScenario(SPEC, {
    scenario: { setting: { profile: 'linux-6.18' }, steps: [ask('B'), ask(), ask(), ask()] },
    observation: {
      steps: [
        [gives(7), { kind: 'began', actor: 'B' }],
        [gives(7, [struct({ pid: int(7), uid: int(7) })])],
        [gives(9)],
        [],
      ],
    },
    failure: {
      kind: 'law',
      clause: 'toy/law',
      step: 3,
      observed: [],
      allowed: [],
      difference: '',
      first: true,
    },
  });
  expect(text.split('\n').slice(1, 5)).toEqual([
    'A: make() = B',
    'A: make() = B {pid: B, uid: 7}',
    'A: make() = any',
    'A: make()',
  ]);
});

test('a progress line never exceeds the terminal', () => {
  const progress: Progress = {
    done: 1200,
    planned: 2500,
    steps: 9000,
    findings: 1,
    unstable: 0,
    milliseconds: 2300,
  };
  expect(progressLine('host', progress, 80)).toBe('host: 1,200/2,500 scenarios, 9,000 steps, 1 finding, 2 s');
  expect(progressLine('host', progress, 20)).toHaveLength(19);
  const image = 'vm:/boot/a-long-way-down/vmlinuz-6.12.117+deb12-amd64';
  expect(progressLine(image, progress, 80)).toBe(
    '…linuz-6.12.117+deb12-amd64: 1,200/2,500 scenarios, 9,000 steps, 1 finding, 2 s',
  );
});

describe('a written report', () => {
  test('holds the result and each finding as a scenario that parses; older findings go', async () => {
    await writeReport(directory, runResult(SPEC, [clean()]));
    writeFileSync(join(directory, 'findings', 'old.scn'), 'A: echo(1)\n');
    await writeReport(directory, runResult(SPEC, [guilty()]));
    expect(readdirSync(join(directory, 'findings'))).toEqual(['toy-echo-same.scn']);
    expect(readdirSync(directory).sort()).toEqual(
      ['findings', ...Object.values(FORMATS).map(({ file }) => file)].sort(),
    );
    const text = readFileSync(join(directory, 'findings', 'toy-echo-same.scn'), 'utf8');
    expect(text).toMatch(/^# finding 0badcafe: echo\/same \(diverges\) on toy 6\.18\n# promise: /);
    expect(parseScenario(text)).toMatchObject({ ok: true });
    expect(text).toContain('A: echo(1) = 1\n');
  });
});
