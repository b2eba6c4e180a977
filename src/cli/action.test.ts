/** action.yml: its scripts are run with stand-ins for node and npm, and what they ask of our program is there. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { Io } from './io.js';
import { runProgram } from './program.js';

interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly shell?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const text = readFileSync('action.yml', 'utf8');
const action = parse(text) as Action;
const { steps } = action.runs;
const scratch = mkdtempSync(join(tmpdir(), 'abide-action-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('action.yml', () => {
  test('names only inputs that it has, and every input is used and told in docs/ci.md', () => {
    const used = [...text.matchAll(/inputs\.([a-z-]+)/g)].map(([, name]) => name);
    expect([...new Set(used)].sort()).toEqual(Object.keys(action.inputs).sort());
    const told = [...readFileSync('docs/ci.md', 'utf8').matchAll(/^\| `([a-z-]+)` +\|/gm)].map(
      ([, name]) => name,
    );
    expect(told).toEqual(expect.arrayContaining(Object.keys(action.inputs)));
  });

  test('gives no input to a shell but as a variable', () => {
    expect(action.runs.using).toBe('composite');
    for (const { run, shell } of steps.filter((step) => step.run !== undefined)) {
      expect([shell, run]).toEqual(['bash', expect.not.stringContaining('${{')]);
    }
  });

  test.each([
    ['0', 0],
    ['1', 1],
    ['2', 2],
    ['', 2],
  ])('ends as the audit did: %s', (status, expected) => {
    expect(runStep('Verdict', { STATUS: status }).status).toBe(expected);
  });

  test('keeps the status of the audit for later, and does not fail before the report is uploaded', () => {
    const { status, output } = runStep('Audit', { ...AUDIT, STAND_IN: '1' });
    expect([status, output]).toEqual([0, 'status=1\n']);
  });

  test('asks only for commands and options that there are', async () => {
    const asked = [
      ...runStep('Audit', { ...AUDIT, EXPECT: 'known things.yaml' }).calls,
      ...runStep('Audit', { ...AUDIT, AS_ROOT: 'true' }).calls,
      ...runStep('Summary', AUDIT).calls,
    ];
    expect(asked.map((args) => args.join(' '))).toEqual([
      'main.js audit a target; echo --time 60 --seed 1 --report my report --expect known things.yaml',
      'main.js audit a target; echo --time 60 --seed 1 --report my report',
      'main.js report show my report --format text',
    ]);
    await expectCommand(['audit'], options(asked[0]));
    await expectCommand(['report', 'show'], options(asked[2]));
  });

  test('docs/ci.md asks only for commands and options that there are', async () => {
    const lines = readFileSync('docs/ci.md', 'utf8').match(/npx abide [a-z][^`\n]*/g) ?? [];
    expect(lines.length).toBeGreaterThan(4);
    for (const line of lines) {
      const words = line.split(' ').slice(2);
      const below = words[0] === 'report' ? 2 : 1;
      await expectCommand(words.slice(0, below), options(words));
    }
  });
});

const AUDIT = {
  ABIDE: 'main.js',
  TARGET: 'a target; echo',
  TIME: '60',
  SEED: '1',
  EXPECT: '',
  REPORT: 'my report',
  AS_ROOT: 'false',
};

/** Runs a step's script where `node` and `sudo` only write down what they are asked. */
function runStep(name: string, env: Readonly<Record<string, string>>) {
  const step = steps.find((one) => one.name === name);
  const tools = join(scratch, 'tools');
  const [calls, output] = [join(scratch, 'calls'), join(scratch, 'output')];
  mkdirSync(tools, { recursive: true });
  for (const file of [calls, output]) writeFileSync(file, '');
  const record = `printf '%s\\t' "$@" >>"${calls}"; printf '\\n' >>"${calls}"; exit "\${STAND_IN:-0}"`;
  standIn(join(tools, 'node'), record);
  standIn(join(tools, 'sudo'), '"$@"');
  const { status } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', step?.run ?? 'exit 99'], {
    cwd: scratch,
    env: {
      PATH: `${tools}:${process.env['PATH'] ?? ''}`,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: join(scratch, 'summary'),
      ...env,
    },
  });
  const lines = readFileSync(calls, 'utf8').split('\n').slice(0, -1);
  return {
    status,
    output: readFileSync(output, 'utf8'),
    calls: lines.map((line) => line.split('\t').slice(0, -1)),
  };
}

function standIn(file: string, script: string): void {
  writeFileSync(file, `#!/bin/bash\n${script}\n`);
  chmodSync(file, 0o755);
}

function options(words: readonly string[] = []): string[] {
  return words.filter((word) => /^--?[a-z]/.test(word));
}

/** The command is there, and its help names the options. */
async function expectCommand(command: readonly string[], named: readonly string[]): Promise<void> {
  let help = '';
  const io: Io = {
    stdout: (said) => void (help += String(said)),
    stderr: (said) => void (help += said),
    stdin: () => Promise.resolve(new Uint8Array()),
    env: {},
    isTerminal: { stdout: false, stderr: false },
    columns: 120,
    signal: new AbortController().signal,
    exit: () => undefined,
  };
  const status = await runProgram([...command, '--help'], io);
  expect([command, status, help]).toEqual([
    command,
    0,
    expect.stringContaining(`Usage: abide ${command.join(' ')} `),
  ]);
  for (const option of named) expect(help).toMatch(new RegExp(`(?:^|[ ,])${option}[ ,\\n]`, 'm'));
}
