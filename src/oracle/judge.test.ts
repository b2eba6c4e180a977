/** The judge on a toy kernel: a counter, a coin, a child, a text. */
import { describe, expect, test } from '@jest/globals';
import { ANY, actor, bytes, int, type Event, type Result, type Value } from '../abi/index.js';
import type { Kernel, KernelAction, Outcome } from '../kernel/index.js';
import { parseScenario, type Observation, type Scenario } from '../scenario/index.js';
import type { Spec } from '../spec/index.js';
import { createJudge } from './judge.js';
import type { Formats } from './formats.js';
import type { Verdict } from './verdict.js';

/** How often was added, which side the coin showed, who was born. */
interface Toy {
  readonly count: number;
  readonly coin?: number;
  readonly born: readonly string[];
}

describe('a conforming target', () => {
  test('is one whose answers some history explains, with the clauses that fired in all of them', () => {
    const verdict = judge('A: add()\nA: add()', [value('A', 'add', 1)], [value('A', 'add', 2)]);
    expect(verdict).toEqual({ kind: 'conforms', fired: ['add/sum'] });
  });

  test('may choose, but is held to its choice', () => {
    const kept = [[value('A', 'toss', 1)], [value('A', 'show', 1)]];
    expect(judge('A: toss()\nA: show()', ...kept).kind).toBe('conforms');
    const denied = [[value('A', 'toss', 1)], [value('A', 'show', 0)]];
    expect(judge('A: toss()\nA: show()', ...denied)).toMatchObject({
      kind: 'diverges',
      divergence: { step: 1 },
    });
  });

  test('takes any value where any is allowed, but no error', () => {
    expect(judge('A: some()', [value('A', 'some', 77)]).kind).toBe('conforms');
    expect(judge('A: some()', [errno('A', 'some', 'EINVAL')])).toMatchObject({
      kind: 'diverges',
      divergence: { clause: 'some/value' },
    });
    expect(
      judge('A: some()\nA: add()', [errno('A', 'some', 'ENOSYS')], [value('A', 'add', 1)]),
    ).toMatchObject({
      kind: 'unsupported',
      call: 'some',
    });
  });

  test('binds the number of an actor when it is first seen', () => {
    const text = 'A: born() = B\nA: who(B)';
    expect(judge(text, [value('A', 'born', 7), began('B')], [value('A', 'who', 7)]).kind).toBe('conforms');
    expect(judge(text, [value('A', 'born', 7), began('B')], [value('A', 'who', 8)]).kind).toBe('diverges');
  });

  test('never gives one number to two living actors', () => {
    const text = 'A: born() = B\nA: born() = C';
    const twice = [
      [value('A', 'born', 7), began('B')],
      [value('A', 'born', 7), began('C')],
    ];
    expect(judge(text, ...twice)).toMatchObject({
      kind: 'diverges',
      divergence: { step: 1, clause: 'born/child' },
    });
  });
});

describe('a divergence', () => {
  test('names the step, the clause of the nearest outcome, and the difference', () => {
    const verdict = judge('A: add()\nA: add()', [value('A', 'add', 1)], [errno('A', 'add', 'EINTR')]);
    expect(verdict).toMatchObject({
      kind: 'diverges',
      divergence: {
        step: 1,
        clause: 'add/sum',
        difference: 'A: add = EINTR was seen; allowed is A: add = 2',
      },
    });
  });

  test('is told once: what was seen is adopted, and what follows is kept apart', () => {
    const verdict = judge(
      'A: add()\nA: add()\nA: toss()',
      [value('A', 'add', 5)],
      [value('A', 'add', 2)],
      [value('A', 'toss', 9)],
    );
    expect(verdict).toMatchObject({
      kind: 'diverges',
      divergence: { step: 0, clause: 'add/sum' },
      later: [{ step: 2, clause: 'toss/side' }],
    });
  });

  test('of something missing or something more says so', () => {
    expect(judge('A: add()', [])).toMatchObject({ divergence: { difference: /due$/ } });
    const more = [value('A', 'add', 1), began('B')];
    expect(judge('A: add()', more)).toMatchObject({ divergence: { difference: /more than is allowed$/ } });
  });
});

describe('other verdicts', () => {
  test('unsupported: ENOSYS changes nothing, and the rest is judged', () => {
    const text = 'A: add()\nA: add()';
    expect(judge(text, [errno('A', 'add', 'ENOSYS')], [value('A', 'add', 1)])).toMatchObject({
      kind: 'unsupported',
      call: 'add',
    });
    expect(judge(text, [errno('A', 'add', 'ENOSYS')], [value('A', 'add', 2)]).kind).toBe('diverges');
  });

  test('unsupported: every refusal of a call that the target is known to lack, and nothing else of it', () => {
    const lacks = new Set(['add', 'twofold']);
    expect(judgeKnowing(lacks, 'A: add()', [errno('A', 'add', 'EPERM')]).kind).toBe('unsupported');
    expect(judgeKnowing(lacks, 'A: twofold()', [errno('A', 'twofold', 'EINVAL')]).kind).toBe('unsupported');
    expect(judgeKnowing(lacks, 'A: add()', [value('A', 'add', 2)]).kind).toBe('diverges');
    expect(judgeKnowing(lacks, 'A: some()', [errno('A', 'some', 'EPERM')]).kind).toBe('diverges');
  });

  test('differs: another refusal that holds as well', () => {
    expect(judge('A: twofold()', [errno('A', 'twofold', 'EBADF')]).kind).toBe('conforms');
    expect(judge('A: twofold()', [errno('A', 'twofold', 'EINVAL')])).toMatchObject({
      kind: 'differs',
      divergence: { step: 0, clause: 'twofold/bad' },
    });
  });

  test('unspecified: nothing after it is judged', () => {
    const verdict = judge('A: open_end()\nA: add()', [value('A', 'open_end', 1)], [value('A', 'add', 9)]);
    expect(verdict).toMatchObject({ kind: 'unspecified', clause: 'open_end/free', reason: 'nobody says' });
  });

  test('inconclusive: a hang, missing answers, too many histories', () => {
    const hung: Observation = { steps: [[]], ended: { how: 'hung', step: 0, detail: 'no rest' } };
    expect(judgeAll('A: add()', hung).kind).toBe('inconclusive');
    expect(judge('A: add()\nA: add()', [value('A', 'add', 1)]).kind).toBe('inconclusive');
    const many = judge('A: many()', [value('A', 'many', 0)]);
    expect(many).toMatchObject({ kind: 'inconclusive', reason: /more than 256 histories/ });
  });

  test('crash: the target died, whatever else was seen', () => {
    const died: Observation = {
      steps: [[value('A', 'add', 9)]],
      ended: { how: 'died', step: 1, detail: 'gone' },
    };
    expect(judgeAll('A: add()\nA: add()', died)).toMatchObject({ kind: 'crash', step: 1, reason: 'gone' });
  });
});

describe('a look', () => {
  const seen = (text: string): Event => ({ kind: 'seen', actor: 'A', file: 'stat', text });

  test('is compared field by field, and numbers bind there as well', () => {
    expect(judge('A: look stat', [seen('pid=5 comm=toy')]).kind).toBe('conforms');
    const changed = judge('A: look stat\nA: look stat', [seen('pid=5 comm=toy')], [seen('pid=6 comm=toy')]);
    expect(changed).toMatchObject({ divergence: { step: 1, clause: 'proc/pid/stat/pid' } });
    expect(judge('A: look stat', [seen('pid=5 comm=boy')])).toMatchObject({
      divergence: {
        clause: 'proc/pid/stat/comm',
        difference: '/proc/pid/stat of A shows comm as "boy", allowed is "toy"',
      },
    });
  });

  test('that departs from the grammar breaks the clause of the grammar', () => {
    expect(judge('A: look stat', [seen('5 toy')])).toMatchObject({
      divergence: { clause: 'proc/pid/stat/grammar' },
    });
  });
});

function judge(text: string, ...steps: readonly (readonly Event[])[]): Verdict {
  return judgeAll(text, { steps, ended: { how: 'complete' } });
}

function judgeKnowing(
  lacks: ReadonlySet<string>,
  text: string,
  ...steps: readonly (readonly Event[])[]
): Verdict {
  const seen: Observation = { steps, ended: { how: 'complete' } };
  return createJudge(SPEC, KERNEL, FORMATS, { privileged: true }).judge(scenario(text), seen, lacks);
}

function judgeAll(text: string, observation: Observation): Verdict {
  return createJudge(SPEC, KERNEL, FORMATS, { privileged: true }).judge(scenario(text), observation);
}

function scenario(text: string): Scenario {
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scenario;
}

function value(who: string, call: string, result: number): Event {
  return answer(who, call, { kind: 'value', value: int(result) });
}

function errno(who: string, call: string, name: string): Event {
  return answer(who, call, { kind: 'errno', errno: name });
}

function began(who: string): Event {
  return { kind: 'began', actor: who };
}

function answer(who: string, call: string, result: Result): Event {
  return { kind: 'returned', actor: who, call, result, outputs: [] };
}

const SPEC = {
  clauses: new Map([['add/sum', { owner: 'add', kind: 'result' }]]),
  syscalls: new Map(),
  fileKinds: new Map(),
  abi: { constants: { x86_64: {} } },
} as unknown as Spec;

const FORMATS: Formats = {
  get: () => ({
    parse(text) {
      const [, pid, comm] = /^pid=(\d+) comm=(\w+)$/.exec(text) ?? [];
      return pid === undefined || comm === undefined
        ? { ok: false, failure: { line: 1, column: 1, expected: ['pid='], found: text } }
        : { ok: true, value: { pid: BigInt(pid), comm } };
    },
    renderWithDefaults: () => '',
  }),
};

const KERNEL: Kernel = {
  survey: () => ({ actors: [] }),
  initial: () => ({ count: 0, born: ['A'] }) as never,
  step: (world, action) => outcomes(world as never, action),
  otherRefusals: (world, action) => outcomes(world as never, action, '_otherwise'),
  isPending: () => false,
  holdsNumber: (world, who) => (world as unknown as Toy).born.includes(who),
  procFacts: (world, who) =>
    (world as unknown as Toy).born.includes(who)
      ? { 'proc/pid/stat': { pid: actor(who), comm: bytes('toy') } }
      : undefined,
};

function outcomes(world: Toy, action: KernelAction, kind = ''): Outcome[] {
  const one = (next: Toy, clause: string, result: Value | string, more: Partial<Outcome> = {}): Outcome => {
    const name = action.kind === 'call' ? action.call.name : '';
    const told: Result =
      typeof result === 'string' ? { kind: 'errno', errno: result } : { kind: 'value', value: result };
    return { world: next as never, events: [answer(action.actor, name, told)], clauses: [clause], ...more };
  };
  if (action.kind === 'look') {
    const events: Event[] = [{ kind: 'seen', actor: action.actor, file: action.file, text: '' }];
    return [{ world: world as never, events, clauses: [] }];
  }
  const { spawns = 'B' } = action;
  const calls: Record<string, () => Outcome[]> = {
    add: () => [one({ ...world, count: world.count + 1 }, 'add/sum', int(world.count + 1))],
    toss: () => [0, 1].map((coin) => one({ ...world, coin }, 'toss/side', int(coin))),
    show: () => [one(world, 'show/side', int(world.coin ?? 0))],
    born: () => {
      const child = one({ ...world, born: [...world.born, spawns] }, 'born/child', actor(spawns));
      return [{ ...child, events: [...child.events, began(spawns)] }];
    },
    some: () => [one(world, 'some/value', ANY)],
    who: () => [one(world, 'who/number', actor('B'))],
    twofold: () => [one(world, 'twofold/bad', 'EBADF')],
    twofold_otherwise: () => [
      one(world, 'twofold/invalid', 'EINVAL', { precedence: { clause: 'twofold/invalid' } }),
    ],
    open_end: () => [
      one(world, 'open_end/free', int(0), {
        unspecified: { clause: 'open_end/free', reason: 'nobody says' },
      }),
    ],
    many: () => Array.from({ length: 300 }, (_, coin) => one({ ...world, coin }, 'many/side', int(0))),
  };
  return calls[`${action.call.name}${kind}`]?.() ?? [];
}
