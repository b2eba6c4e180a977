/** Reports of a made-up result: they fit their schema, say the answer first and last, and are written whole. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { int, struct, type Event, type Value } from '../abi/index.js';
import { parseScenario, type Step } from '../scenario/index.js';
import type { ClauseEntry, Spec } from '../spec/index.js';
import type { Failure, Progress, TrialResult } from '../trial/index.js';
import { progressLine } from './progress-line.js';
import { runResult } from './result.js';
import { saveScenario } from './saved-scenario.js';
import { summary } from './summary.js';
import { writeReport } from './write-report.js';

const directory = mkdtempSync(join(tmpdir(), 'abide-report-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('the result', () => {
  test('fits its schema, whatever was found', () => {
    const schema = JSON.parse(readFileSync('src/report/result.schema.json', 'utf8')) as object;
    const validate = new Ajv2020({ strict: true }).compile(schema);
    for (const result of [runResult(SPEC, [clean()]), runResult(SPEC, [guilty()])]) {
      const plain: unknown = JSON.parse(JSON.stringify(result));
      expect([validate(plain), validate.errors]).toEqual([true, null]);
    }
    expect(validate({ ...runResult(SPEC, [clean()]), version: 2 })).toBe(false);
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
});

describe('a written report', () => {
  test('holds the result and each finding as a scenario that parses; older findings go', async () => {
    await writeReport(directory, runResult(SPEC, [clean()]));
    writeFileSync(join(directory, 'findings', 'old.scn'), 'A: echo(1)\n');
    await writeReport(directory, runResult(SPEC, [guilty()]));
    expect(readdirSync(join(directory, 'findings'))).toEqual(['toy-echo-same.scn']);
    expect(readdirSync(directory).sort()).toEqual(['findings', 'result.json']);
    const text = readFileSync(join(directory, 'findings', 'toy-echo-same.scn'), 'utf8');
    expect(text).toMatch(/^# finding 0badcafe: echo\/same \(diverges\) on toy 6\.18\n# promise: /);
    expect(parseScenario(text)).toMatchObject({ ok: true });
    expect(text).toContain('A: echo(1) = 1\n');
  });
});

const ECHO: Event = {
  kind: 'returned',
  actor: 'A',
  call: 'echo',
  result: { kind: 'value', value: int(2) },
  outputs: [],
};
const RIGHT: Event = { ...ECHO, result: { kind: 'value', value: int(1) } };

function clean(): TrialResult {
  return {
    target: {
      name: 'toy',
      available: true,
      version: '6.18',
      profile: 'linux-6.18',
      capabilities: { pidNamespace: true, blocking: 'known', privileged: true, lacks: [] },
    },
    suites: ['contract'],
    seed: 1,
    ended: { how: 'complete' },
    milliseconds: 1000,
    written: 1,
    generated: 2,
    steps: 6,
    verdicts: {
      conforms: 3,
      diverges: 0,
      differs: 0,
      unsupported: 0,
      unspecified: 0,
      inconclusive: 0,
      crash: 0,
    },
    findings: [],
    unstable: [],
    inconclusive: [],
    undecided: {},
    unsupported: {},
    fired: { 'echo/same': 3 },
  };
}

function guilty(difference = 'A: echo = 2 was seen; allowed is A: echo = 1'): TrialResult {
  const call = { name: 'echo', args: [int(1)], named: {} };
  const scenario = {
    setting: { profile: 'linux-6.18' },
    steps: [{ action: { kind: 'call' as const, actor: 'A', call } }],
  };
  const failure: Failure = {
    kind: 'diverges',
    clause: 'echo/same',
    step: 0,
    observed: [ECHO],
    allowed: [{ events: [RIGHT], clauses: ['echo/same'] }],
    difference,
    first: true,
  };
  const origin = { kind: 'generated', suite: 'contract', index: 2, seed: 77 } as const;
  const cause = {
    scenario,
    observation: { steps: [[ECHO]], ended: { how: 'complete' as const } },
    failure,
    origin,
    stepsBefore: 4,
    shrunk: true,
    count: 2,
  };
  const inconclusive = [{ scenario, origin, reason: 'no rest' }];
  const unstable: TrialResult['unstable'] = [];
  const findings = [
    { clause: 'echo/same', kind: 'diverges' as const, fingerprint: '0badcafe', causes: [cause] },
  ];
  return { ...clean(), findings, inconclusive, unstable };
}

function clause(id: string, more: object = {}): [string, ClauseEntry] {
  const at = { file: 'spec/toy.yaml', line: 1, column: 1 };
  return [id, { text: { id, at, ...more }, kind: 'result', owner: 'echo' }];
}

const SPEC = {
  abi: { calls: { make: { returns: 'pid' } } },
  clauses: new Map([
    clause('echo/same', { prose: 'An echo gives back what it got.' }),
    clause('echo/other'),
    clause('echo/lost', { unreached: 'needs a broken disk' }),
    clause('echo/future', { since: '9.9' }),
  ]),
  syscalls: new Map([['echo', {}]]),
  profiles: new Map([['linux-6.18', { name: 'linux-6.18', version: '6.18', has: [] }]]),
} as unknown as Spec;
