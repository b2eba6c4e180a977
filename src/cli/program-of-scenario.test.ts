/** Programs of scenarios in text: for whom they are, and what is refused because no program can judge it. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parseScenario } from '../scenario/index.js';
import { assemble, type Assembly } from './assembly.js';
import { programOfScenario } from './program-of-scenario.js';

let assembly: Assembly;

beforeAll(async () => {
  assembly = await assemble({ signal: new AbortController().signal });
});

/** The program; `clause`: its last step is what a told finding is about. */
async function programOf(lines: readonly string[], clause?: string): Promise<string> {
  const parsed = parseScenario(`${lines.join('\n')}\n`);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  const told = { scenario: '', line: 1, target: 'gvisor', observed: '', allowed: '', cite: '' };
  const exported = await programOfScenario(assembly, {
    file: 'planted.scn',
    scenario: parsed.scenario,
    ...(clause === undefined ? {} : { told: { ...told, clause } }),
  });
  if (!exported.ok) throw new Error(exported.reason);
  return exported.program;
}

/** Two wait for one child, and either may be told of it. */
const RACE = [
  'A: clone(CLONE_VM|CLONE_SIGHAND|CLONE_THREAD) = B',
  'A: fork() = C',
  'B: waitid(P_PID, C, WEXITED) ...',
  'A: wait4(-1, 0) ...',
];
const WON = ['C: exit_group(0)', 'A: wait4 = C {exited: 0}', 'B: waitid = ECHILD', 'C: ! ended gone'];

describe('a program', () => {
  test('expects what the model does where the scenario says nothing', async () => {
    expect(await programOf(['A: pipe2(0)', 'A: dup(3)'])).toContain('expect(dup(3), 5);');
  });

  test('expects what the version does that the scenario is about', async () => {
    const steps = [
      'A: fork() -> B',
      'B: clone(CLONE_VM|CLONE_SIGHAND|CLONE_THREAD, null) -> C',
      'B: exit(1)',
      'A: kill(B, SIGSTOP)',
      'A: tgkill(B, B, SIGCONT)',
    ];
    await expect(programOf(steps)).rejects.toThrow('the text leaves open what happens');
    const older = await programOf(['setting: profile linux-6.12', ...steps]);
    expect(older).toContain('What is expected here is what linux-6.12 shows');
  });

  test('is for root alone where others would be answered otherwise, and for anybody where not', async () => {
    const limited = ['A: setrlimit(RLIMIT_NPROC, {cur: 0, max: 0}) = 0', 'A: fork() -> B'];
    expect(await programOf(limited)).toMatch(/^ {4}be_root\(\);$/m);
    expect(await programOf(['A: setrlimit(RLIMIT_NOFILE, {cur: 5, max: 5})'])).not.toContain('be_root');
  });
});

describe('refused is', () => {
  test('a step that may show something else, be it that the scenario says what', async () => {
    await expect(programOf([...RACE, ...WON])).rejects.toThrow('step 5 may show several things');
    await expect(programOf([...RACE, 'C: exit_group(0)'])).rejects.toThrow('step 5 may show several things');
  });

  test('but not before the step that is in question', async () => {
    const program = await programOf([...RACE, ...WON, 'A: close(9) = EBADF'], 'close/bad-fd');
    expect(program).toContain('#define IN_QUESTION 6');
  });

  test('a step that the text leaves open', async () => {
    await expect(programOf(['A: pipe2(O_NOTIFICATION_PIPE) = ENOPKG'])).rejects.toThrow(
      'the text leaves open what step 1 shows',
    );
  });
});
