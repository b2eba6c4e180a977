/** The notation by example: what people write, what it means, and what they are told when it is wrong. */
import { describe, expect, test } from '@jest/globals';
import type { Scenario } from '../scenario.js';
import { parseScenario } from './parse.js';
import { printScenario } from './print.js';

const CANONICAL = `setting: profile linux-6.18
A: pipe2(O_CLOEXEC) = 0 [3, 4]
A: rt_sigaction(SIGUSR1, {handler: handler, flags: SA_RESTART, mask: [SIGUSR2]}) = 0 {handler: default, flags: 0, mask: []}
A: fork() = B
B: read(3, 16) ...
A: kill(B, SIGUSR1) = 0
B: ! handler SIGUSR1 {code: SI_USER, pid: A}
A: write(4, "x") = 1
B: read = 1 "x"
A: read(3, 16, buf: unmapped) = EFAULT
A: write(4, "x"*70000+"\\x00\\n\\"") ...
A: openat(AT_FDCWD, "a", O_RDWR|0x40000000, 420) = 5
A: kill(-B, SIGTERM) = ESRCH
A: tgkill(B, B, 0) = any
B: exit_group(3)
B: ! ended zombie
A: wait4(-1, 0) = B {exited: 3}
A: execve("/bin/agent", ["agent", "x"], [])
A: ! image ["agent", "x"]
A: look status
A: ! seen status "Name:\\tagent\\n"
A: look stat
A: ! seen stat ESRCH
A: fork() -> C
A: vfork() -> D ...
D: ! began
C: pause() -> E = EINTR
C: sched_yield()
C: ! nothing
A: store(private(0), B) = 0
B: ! handler SIGCHLD {code: CLD_EXITED, pid: C, uid: 0, status: 3} altstack
A: set_tid_address(shared(15)) = A
A: set_robust_list(robust, 24) = 0
A: sigaltstack({sp: altstack, size: 8192}, null) = 0
`;

function parsed(text: string): Scenario {
  const result = parseScenario(text);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.scenario;
}

function problems(text: string): string[] {
  const result = parseScenario(text);
  if (result.ok) return [];
  return result.problems.map(
    (p) => `${p.line}:${p.column}: ${p.message}${p.suggestion ? `; did you mean ${p.suggestion}?` : ''}`,
  );
}

describe('notation by example', () => {
  test('a text in canonical form is printed as it was', () => {
    expect(printScenario(parsed(CANONICAL))).toBe(CANONICAL);
  });

  test('a new actor behind `=` is made by the step, and begins in it', () => {
    expect(parsed('A: fork() = B').steps).toEqual([
      {
        action: { kind: 'call', actor: 'A', call: { name: 'fork', args: [], named: {} }, spawns: 'B' },
        expect: [
          {
            kind: 'returned',
            actor: 'A',
            call: 'fork',
            result: { kind: 'value', value: { kind: 'actor', actor: 'B', negated: false } },
            outputs: [],
          },
          { kind: 'began', actor: 'B' },
        ],
      },
    ]);
  });

  test('an actor that is known behind `=` is a result, and makes nobody', () => {
    const [, wait, self] = parsed('A: fork() = B\nA: wait4(-1, 0) = B {exited: 3}\nA: getpid() = A').steps;
    expect(wait?.action).not.toHaveProperty('spawns');
    expect(self?.action).not.toHaveProperty('spawns');
  });

  test('`->` names the new actor and expects nothing', () => {
    const [step] = parsed('A: fork() -> B').steps;
    expect(step).toEqual({
      action: { kind: 'call', actor: 'A', call: { name: 'fork', args: [], named: {} }, spawns: 'B' },
    });
  });

  test('comments, blank lines, blanks, other bases and letters beyond ASCII are read', () => {
    const text = '# a pipe\n\n  A:  write( 0x4 ,"é#\\x41" )=  0o17   # done\r\n';
    expect(printScenario(parsed(text))).toBe(
      'setting: profile linux-6.18\nA: write(4, "\\xc3\\xa9#A") = 15\n',
    );
  });

  test('the profile is the one of the setting, or the one that was given', () => {
    expect(parsed('setting: profile linux-6.1').setting).toEqual({ profile: 'linux-6.1' });
    expect(parseScenario('', 'other')).toEqual({
      ok: true,
      scenario: { setting: { profile: 'other' }, steps: [] },
    });
  });

  test('every line that cannot be read is told, with a suggestion where there is one', () => {
    const text = [
      'setting: linux-6.18',
      'a: pause()',
      'A: read(3, 16',
      'A: read(3 16)',
      'A: write(1, "x)',
      'A: write(1, "\\q")',
      'A: pause() ..',
      'A: pause',
      'A: read(3, buf: null, 4)',
      'A: read(3, stradling(3))',
      'A: open("a", 0644)',
      'A: kill(B.pgid, 9)',
      'A: pause() ...',
      'B: ! Handler SIGUSR1',
      'B: ! handler SIGUSR1',
      'B: ! ended zombi',
      'A: load(privat(3))',
      'A: ! handler SIGCHLD {code: CLD_EXITED, stauts: 3}',
      'A: load(shared(x))',
    ].join('\n');
    expect(problems(text)).toEqual([
      '1:10: a setting names its profile: `setting: profile linux-6.18`; found `linux-6.18`',
      '2:1: `a` is no actor: actors are called A, B, C, ...; did you mean A?',
      '3:14: expected `)` or `,` among the arguments, found the end of the line',
      '4:11: expected `)` or `,` among the arguments, found `16`',
      '5:13: the closing " is missing',
      '6:14: `\\q` is no escape; there are \\n \\t \\r \\\\ \\" and \\x with two hex digits',
      '7:12: expected `= result`, `...` or the end of the line, found `..`',
      '8:4: expected `(` after `pause`: a call is written with its arguments',
      '9:23: arguments that stand by their name come after the others',
      '10:12: `stradling` is no place; did you mean straddling?',
      '11:14: `0644`: octal numbers begin with 0o; did you mean 0o644?',
      '12:10: an actor has one number: its name stands for it, or its name with .pid',
      '14:6: `Handler` is not an event; did you mean handler?',
      '15:21: a handler is told its siginfo: {code: SI_USER, pid: A}; found the end of the line',
      '16:12: an actor ends as `zombie` or as `gone`, not as `zombi`; did you mean zombie?',
      '17:9: `privat` is no place; did you mean private?',
      '18:41: siginfo has no field `stauts`; did you mean status?',
      '19:16: expected the number of a cell, found `x`',
    ]);
  });

  test('events belong to a step, and `nothing` stands alone', () => {
    expect(problems('A: ! began\nA: pause()\nA: ! nothing\nB: ! began')).toEqual([
      '1:1: an event stands below the step that it was seen in',
      '4:1: `nothing` stands alone: no other event can be seen in this step',
    ]);
  });
});
