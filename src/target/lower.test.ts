import { describe, expect, test } from '@jest/globals';
import {
  actor,
  bytes,
  int,
  list,
  names,
  place,
  struct,
  text,
  word,
  type Arch,
  type Call,
  type Signature,
  type Value,
} from '../abi/index.js';
import { FIXTURE_ABI } from './fixtures/abi.js';
import { lowerCall } from './lower.js';

const context = {
  abi: FIXTURE_ABI,
  arch: 'x86_64',
  slotOf: (name: string) => name.charCodeAt(0) - 65,
} as const;

function lower(name: string, args: readonly Value[], named: Record<string, Value> = {}, spawns?: string) {
  const call: Call = { name, args, named };
  return lowerCall(call, spawns, context);
}

const number = (addend: bigint) => ({ base: 'number', slot: 0, addend });

describe('lowering', () => {
  test('names become the numbers of the architecture, outputs are brought back', () => {
    const { program, outputs } = lower('pipe2', [names('O_CLOEXEC')]);
    expect(program.number).toBe(293);
    expect(program.words).toEqual([{ base: 'arena', slot: 0, addend: 0n }, number(0o2000000n)]);
    expect(program.brings).toEqual([{ offset: 0, length: 8, limited: false }]);
    expect(outputs.map(({ kind }) => kind)).toEqual(['array']);
  });

  test('a call that the architecture lacks is made as a C library makes it there', () => {
    const abi: typeof FIXTURE_ABI = {
      ...FIXTURE_ABI,
      calls: {
        old: {
          ...(FIXTURE_ABI.calls['pipe2'] as Signature),
          number: { x86_64: 22 },
          elsewhere: { call: 'young', words: [word('fildes'), names('O_CLOEXEC'), place('null')] },
        },
        young: { ...(FIXTURE_ABI.calls['pipe2'] as Signature), number: { x86_64: 293, aarch64: 59 } },
      },
    };
    const call = { name: 'old', args: [int(0)], named: {} };
    const made = (arch: Arch) => lowerCall(call, undefined, { ...context, abi, arch }).program;
    expect(made('x86_64').number).toBe(22);
    expect(made('aarch64').number).toBe(59);
    expect(made('aarch64').words).toEqual([
      { base: 'arena', slot: 0, addend: 0n },
      number(0o2000000n),
      number(0n),
    ]);
    expect(made('aarch64').brings).toEqual(made('x86_64').brings);
  });

  test('the length of written bytes is derived', () => {
    const { program } = lower('write', [int(4), bytes('a\xff')]);
    expect(program.words[2]).toEqual(number(2n));
    expect([...(program.placed[0]?.bytes ?? [])]).toEqual([0x61, 0xff]);
  });

  test('a buffer comes back only as far as the result says', () => {
    expect(lower('read', [int(3), int(16)]).program.brings).toEqual([
      { offset: 0, length: 16, limited: true },
    ]);
  });

  test('a length beyond the arena reaches the kernel whole', () => {
    const { program } = lower('read', [int(3), int(1n << 40n)]);
    expect(program.words[2]).toEqual(number(1n << 40n));
    expect(program.brings[0]?.length).toBeLessThan(1 << 20);
  });

  test('places are bases, and nothing is brought back of them', () => {
    const bad = (where: Value) => lower('read', [int(3), int(8)], { buf: where });
    expect(bad(place('null')).program.words[1]).toEqual(number(0n));
    expect(bad(place('unmapped')).program.words[1]?.base).toBe('unmapped');
    expect(bad(place('read-only')).program.words[1]?.base).toBe('readOnly');
    expect(bad(place('straddling', 3)).program.words[1]).toEqual({ base: 'straddle', slot: 0, addend: 3n });
    expect(bad(place('unmapped')).outputs).toEqual([]);
  });

  test('cells are addresses of 8 bytes each, and what a call writes there is not brought back', () => {
    const { program, outputs } = lower('timer_create', [], { id: place('shared', 3) });
    expect(program.words[0]).toEqual({ base: 'shared', slot: 0, addend: 24n });
    expect([program.brings, outputs]).toEqual([[], []]);
    expect(() => lower('wait4', [int(-1), int(0)], { stat_addr: place('shared', 3) })).toThrow(
      'what stat_addr brings back has no room at shared: only an integer has',
    );
    expect(lower('set_tid_address', [place('private', 0)]).program.words[0]?.base).toBe('private');
    expect(lower('set_tid_address', [place('robust')]).program.words[0]?.base).toBe('robust');
    expect(lower('set_tid_address', [place('altstack')]).program.words[0]?.base).toBe('altStack');
  });

  test('a number that a path spells has room for its digits, and the last one is spelt first', () => {
    const path = text(bytes('/proc/'), actor('B'), bytes('/task/'), actor('C'));
    const { program } = lower('execve', [path, list([]), list([])]);
    expect(String(program.placed[0]?.bytes)).toBe('/proc/0000000000/task/0000000000\0');
    expect(program.patches.slice(0, 2)).toEqual([
      { offset: 22, width: 10, word: { base: 'pid', slot: 2, addend: 0n } },
      { offset: 6, width: 10, word: { base: 'pid', slot: 1, addend: 0n } },
    ]);
  });

  test('a cell has a number, and does not stand where something is written out', () => {
    expect(() => lower('set_tid_address', [place('private')])).toThrow('private(0) to private(15)');
    expect(() => lower('set_tid_address', [place('shared', 16)])).toThrow('shared(0) to shared(15)');
    expect(() => lower('set_tid_address', [int(5)])).toThrow('tidptr is an address');
    expect(() => lower('write', [int(1), place('private', 0)], { count: int(8) })).toThrow(
      'what buf points to is written out: it cannot lie at private',
    );
    expect(() => lower('kill', [place('private', 0), int(0)])).toThrow('pid is a number');
  });

  test('actors are left to the agent', () => {
    expect(lower('kill', [actor('B'), names('SIGUSR1')]).program.words).toEqual([
      { base: 'pid', slot: 1, addend: 0n },
      number(10n),
    ]);
    expect(lower('kill', [actor('C', true), int(0)]).program.words[0]?.base).toBe('minusPid');
  });

  test('a handler gets the flags that it needs, and remembers those that were written', () => {
    const action = (flags: Value) =>
      struct({ handler: word('handler'), flags, mask: list([names('SIGUSR2')]) });
    const patches = (flags: Value) => lower('rt_sigaction', [int(10), action(flags)]).program.patches;
    expect(patches(names('SA_RESTART')).map(({ word: one }) => one)).toEqual([
      { base: 'handler', slot: 0, addend: 0n },
      number(0x14000004n),
      { base: 'restorer', slot: 0, addend: 0n },
      number(1n << 11n),
    ]);
    expect(patches(names('SA_SIGINFO'))[2]?.word.addend).toBe(16n);
    expect(patches(names('SA_SIGINFO', 'SA_RESTORER'))[2]?.word.addend).toBe(48n);
  });

  test('a disposition without a handler is passed as it is written', () => {
    const { program } = lower('rt_sigaction', [int(10), struct({ handler: word('ignore'), flags: int(4) })]);
    expect(program.patches.map(({ word: one }) => one.addend)).toEqual([1n, 4n, 0n, 0n]);
  });

  test('a vector of strings points to its strings and ends in NULL', () => {
    const { program } = lower('execve', [bytes('/bin/x'), list([bytes('a'), bytes('bc')]), list([])]);
    expect(program.placed.map((one) => Buffer.from(one.bytes).toString('latin1'))).toEqual([
      '/bin/x\0',
      'a\0',
      'bc\0',
      '\0'.repeat(24),
      '\0'.repeat(8),
    ]);
    expect(program.patches.map(({ offset, word: one }) => [offset, one.addend])).toEqual([
      [48, 16n],
      [56, 32n],
    ]);
    expect(program.replaces).toBe(true);
  });

  test('what a struct points to is laid down beside it, and its length is derived', () => {
    const { program } = lower(
      'clone3',
      [struct({ tids: list([actor('B'), int(7)]), small: int(0x10203) }), int(64)],
      {},
      'B',
    );
    expect(program.placed.map(({ offset, bytes: laid }) => [offset, laid.length])).toEqual([
      [0, 8],
      [16, 64],
    ]);
    expect(program.placed[1]?.bytes[0]).toBe(3);
    const patch = (offset: number) => program.patches.find((one) => one.offset === offset)?.word;
    expect(patch(0)).toEqual({ base: 'pid', slot: 1, addend: 0n });
    expect(patch(16 + 32)).toEqual({ base: 'arena', slot: 0, addend: 0n });
    expect(patch(16 + 40)).toEqual(number(2n));
    expect(patch(16 + 24)).toEqual(number(0n));
  });

  test('what a pointer in a struct brings back is asked for by `out`; a place brings nothing', () => {
    const made = (fd: Value) => lower('clone3', [struct({ fd }), int(64)], {}, 'B');
    const { program, outputs } = made(word('out'));
    expect(program.brings).toEqual([{ offset: 0, length: 4, limited: false }]);
    expect(outputs).toEqual([{ kind: 'integer', noun: 'fd', bytes: 4 }]);
    expect(made(place('unmapped')).outputs).toEqual([]);
    expect(() => made(word('back'))).toThrow('clone3, argument uargs: what comes back is written as `out`');
  });

  test('an out argument that is null by default is asked for by `out`', () => {
    expect(lower('wait4', [int(-1), int(0)]).outputs).toHaveLength(1);
    expect(lower('wait4', [int(-1), int(0)], { ru: word('out') }).outputs).toHaveLength(2);
  });

  test('an inout argument is laid down and brought back', () => {
    const { program, outputs } = lower('adjtime', [struct({ sec: int(1) })]);
    expect(program.brings).toEqual([{ offset: 0, length: 16, limited: false }]);
    expect(program.placed[0]?.offset).toBe(0);
    expect(outputs).toHaveLength(1);
  });

  test('a short time makes its step last, a long one and none do not', () => {
    const lingers = (sec: number, nsec: number) =>
      lower('nanosleep', [struct({ sec: int(sec), nsec: int(nsec) })]).program.linger;
    expect(lingers(0, 5_000_000)).toBe(6_000);
    expect(lingers(0, 1)).toBe(1_001);
    expect(lingers(0, 0)).toBe(1_000);
    expect(lingers(-1, 5)).toBe(0);
    expect(lingers(0, 100_000_000)).toBe(0);
    expect(lingers(1000, 1)).toBe(0);
    const timer = (value: Value, interval: Value) =>
      lower('setitimer', [int(0), struct({ value, interval })]).program.linger;
    expect(timer(struct({ sec: int(0), nsec: int(2_000_000) }), struct({ nsec: int(3_000_000) }))).toBe(
      4_000,
    );
    expect(lower('pipe2', [int(0)]).program.linger).toBe(0);
  });

  test.each([
    [place('read-only'), 1_000],
    [place('unmapped'), 0],
    [place('straddling', 16), 0],
  ])('a time that is read from memory makes it last where that holds zeros: %j', (time, linger) => {
    expect(lower('nanosleep', [time]).program.linger).toBe(linger);
  });

  test('siginfo that a scenario makes up lies where the kernel reads it', () => {
    const info = struct({ code: names('SI_QUEUE'), pid: actor('A'), value: int(9) });
    const { program } = lower('rt_sigqueueinfo', [actor('B'), names('SIGUSR1'), info]);
    expect(program.placed[0]?.bytes).toHaveLength(128);
    expect(program.patches.map(({ offset, width, word: { addend } }) => [offset, width, addend])).toEqual([
      [8, 4, -1n],
      [16, 4, 0n],
      [24, 8, 9n],
    ]);
    expect(() => lower('rt_sigqueueinfo', [int(1), int(1), struct({ cod: int(1) })])).toThrow(
      'siginfo has no field cod',
    );
  });

  test('a default argument is put in', () => {
    expect(lower('wait4', [int(-1), int(0)]).program.words[3]).toEqual(number(0n));
  });

  test('what cannot be carried is said in one sentence', () => {
    expect(() => lower('fork', [])).toThrow('fork makes an actor, and the step does not name it');
    expect(() => lower('no_such', [])).toThrow('no call is named no_such');
    expect(() => lower('write', [int(1), bytes('x'.repeat(600_000))])).toThrow(
      /^write, argument buf: needs 600000/,
    );
    expect(() => lower('kill', [int(1), names('SIGNOPE')])).toThrow(
      'no constant of x86_64 is called SIGNOPE',
    );
  });

  test('arguments stand in the registers as the architecture has them', () => {
    const call = { name: 'clone', args: [int(1), int(2), int(3)], named: {} };
    const words = (arch: 'x86_64' | 'aarch64') =>
      lowerCall(call, undefined, { ...context, arch }).program.words.map(({ addend }) => addend);
    expect(words('x86_64')).toEqual([1n, 2n, 3n]);
    expect(words('aarch64')).toEqual([1n, 3n, 2n]);
  });

  test('a call that the architecture lacks has a number that no kernel has', () => {
    const call = { name: 'pipe2', args: [int(0)], named: {} };
    expect(lowerCall(call, undefined, { ...context, arch: 'aarch64' }).program.number).toBe(0x3fff);
  });
});
