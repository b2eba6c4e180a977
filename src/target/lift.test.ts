import { describe, expect, test } from '@jest/globals';
import { ANY, bytes, int, list, names, place, struct, word, type Pointee, type Value } from '../abi/index.js';
import { FIXTURE_ABI } from './fixtures/abi.js';
import { FIXTURE_AGENT } from './fixtures/agent.js';
import type { WireEvent } from './frames.js';
import { decodeValue } from './lift-value.js';
import { liftStep } from './lift.js';
import { lowerCall } from './lower.js';

const memory = { abi: FIXTURE_ABI, arch: 'x86_64', agent: FIXTURE_AGENT } as const;

function lift(events: readonly WireEvent[], call = 'read', args: readonly Value[] = [int(3), int(8)]) {
  const lowered = lowerCall({ name: call, args, named: {} }, undefined, { ...memory, slotOf: () => 0 });
  return liftStep(events, {
    ...memory,
    file: 'status',
    actorOf: (slot) => String.fromCharCode(65 + slot),
    callOf: () => lowered,
  });
}

function words(...values: bigint[]): Uint8Array {
  const all = Buffer.alloc(8 * values.length);
  values.forEach((value, index) => all.writeBigUInt64LE(BigInt.asUintN(64, value), 8 * index));
  return all;
}

function status(value: number): Value {
  return decodeValue({ kind: 'wait_status' }, words(BigInt(value)).subarray(0, 4), memory);
}

const ACTION: Pointee = { kind: 'struct', struct: 'sigaction' };

describe('lifting events', () => {
  test('a success has its outputs, a refusal has none', () => {
    const brought = [Buffer.from('abc')];
    expect(lift([{ kind: 'returned', slot: 0, value: 3n, refused: false, brought }])).toEqual([
      {
        kind: 'returned',
        actor: 'A',
        call: 'read',
        result: { kind: 'value', value: int(3) },
        outputs: [bytes('abc')],
      },
    ]);
    expect(lift([{ kind: 'returned', slot: 0, value: -4n, refused: true, brought: [] }])).toMatchObject([
      { result: { kind: 'errno', errno: 'EINTR' }, outputs: [] },
    ]);
    expect(lift([{ kind: 'returned', slot: 0, value: -5n, refused: false, brought }])).toMatchObject([
      { result: { kind: 'value', value: int(-5) } },
    ]);
  });

  test('events are in canonical order: by actor, each actor in its own', () => {
    const events: WireEvent[] = [
      { kind: 'stopped', slot: 1 },
      { kind: 'busy', slot: 0 },
      { kind: 'continued', slot: 1 },
    ];
    expect(lift(events).map(({ kind, actor }) => `${actor} ${kind}`)).toEqual([
      'A busy',
      'B stopped',
      'B continued',
    ]);
  });

  test('siginfo: the sender where the code has one', () => {
    const info = (code: number, pid: number): Buffer => {
      const all = Buffer.alloc(48);
      all.writeInt32LE(code, 8);
      all.writeInt32LE(pid, 16);
      return all;
    };
    const told = (signo: number, code: number) =>
      lift([{ kind: 'handler', slot: 0, signo, alternate: false, info: info(code, 2) }])[0];
    expect(told(10, 0)).toMatchObject({ signal: 'SIGUSR1', info: { code: 'SI_USER', pid: int(2) } });
    expect(told(17, 5)).toMatchObject({ info: { code: 'CLD_STOPPED', pid: int(2) } });
    expect(told(10, -1)).toMatchObject({
      info: { code: 'SI_QUEUE', pid: int(2), uid: int(0), value: int(0) },
    });
    expect(told(14, -2)).toMatchObject({ info: { code: 'SI_TIMER', timer: int(2), overrun: int(0) } });
    expect(told(17, 1)).toMatchObject({ info: { code: 'CLD_EXITED', status: int(0) } });
    expect(told(11, 128)).toMatchObject({ info: { code: 'SI_KERNEL' } });
    expect(told(34, -6)).toMatchObject({ signal: 'SIGRT34', info: { code: 'SI_TKILL', pid: int(2) } });
    expect(told(11, 1)).toMatchObject({ info: { code: 'SEGV_MAPERR' } });
    expect(told(11, 99)).toMatchObject({ info: { code: '99' } });
  });

  test('a handler says whether it ran on the alternate stack', () => {
    const told = (alternate: boolean) =>
      lift([{ kind: 'handler', slot: 0, signo: 10, alternate, info: Buffer.alloc(48) }])[0];
    expect(told(true)).toHaveProperty('altstack', true);
    expect(told(false)).not.toHaveProperty('altstack');
  });

  test('a look is text or an errno', () => {
    expect(lift([{ kind: 'seen', slot: 0, errno: 3, text: Buffer.alloc(0) }])).toEqual([
      { kind: 'seen', actor: 'A', file: 'status', text: '', errno: 'ESRCH' },
    ]);
  });
});

describe('lifting memory', () => {
  test('every wait status', () => {
    expect(status(0x0300)).toEqual(struct({ exited: int(3) }));
    expect(status(9)).toEqual(struct({ killed: names('SIGKILL') }));
    expect(status(0x8b)).toEqual(struct({ dumped: names('SIGSEGV') }));
    expect(status(0x137f)).toEqual(struct({ stopped: names('SIGSTOP') }));
    expect(status(0xffff)).toEqual(struct({ continued: int(1) }));
  });

  test('what waitid tells: a child, or nobody', () => {
    const told = (signo: number, code: number, status: number) => {
      const info = Buffer.alloc(128);
      info.writeInt32LE(signo, 0);
      info.writeInt32LE(code, 8);
      info.writeInt32LE(7, 16);
      info.writeInt32LE(status, 24);
      return decodeValue({ kind: 'siginfo' }, info, memory);
    };
    const child = { errno: int(0), pid: int(7), uid: int(0) };
    expect(told(17, 1, 9)).toEqual(
      struct({ signo: names('SIGCHLD'), code: names('CLD_EXITED'), status: int(9), ...child }),
    );
    expect(told(17, 2, 9)).toEqual(
      struct({ signo: names('SIGCHLD'), code: names('CLD_KILLED'), status: names('SIGKILL'), ...child }),
    );
    expect(told(0, 0, 0)).toEqual(struct({ signo: int(0), code: int(0), status: int(0), ...child }));
  });

  test('an address is the place that it belongs to', () => {
    const at = (address: bigint) =>
      decodeValue({ kind: 'integer', noun: 'address', bytes: 8 }, words(address), memory);
    expect(at(0n)).toEqual(place('null'));
    expect(at(0x500078n)).toEqual(place('private', 15));
    expect(at(0x600000n)).toEqual(place('shared', 0));
    expect(at(0x500100n)).toEqual(place('robust'));
    expect(at(0x708000n)).toEqual(place('altstack'));
    expect(at(0x500004n)).toEqual(int(0x500004));
  });

  test('a signal set is the list of its signals', () => {
    expect(decodeValue({ kind: 'sigset' }, words((1n << 9n) | (1n << 63n)), memory)).toEqual(
      list([names('SIGUSR1'), names('SIGRT64')]),
    );
  });

  test('memory that nobody wrote to', () => {
    expect(decodeValue({ kind: 'wait_status' }, Buffer.alloc(4, 0xa5), memory)).toEqual(word('untouched'));
    expect(decodeValue({ kind: 'bytes', length: 'count' }, Buffer.alloc(0), memory)).toEqual(bytes(''));
    expect(decodeValue({ kind: 'opaque', bytes: 8 }, words(1n), memory)).toEqual(ANY);
  });

  test('an old action: what lowering added is taken away again, what was written stays', () => {
    const old = (handler: bigint, flags: bigint, restorer = 0n) =>
      decodeValue(ACTION, words(handler, flags, restorer, 1n << 11n), memory);
    const mask = list([names('SIGUSR2')]);
    expect(old(0x401000n, 0x14000004n, 0x402000n)).toEqual(
      struct({ handler: word('handler'), flags: names('SA_RESTART'), mask }),
    );
    expect(old(0x401000n, 0x14000004n, 0x402010n)).toEqual(
      struct({ handler: word('handler'), flags: names('SA_SIGINFO', 'SA_RESTART'), mask }),
    );
    expect(old(0n, 0x14000004n, 0x402000n)).toEqual(
      struct({ handler: word('default'), flags: names('SA_RESTART'), mask }),
    );
    expect(old(0n, 4n)).toEqual(struct({ handler: word('default'), flags: names('SA_SIGINFO'), mask }));
    expect(old(1n, 0n)).toEqual(struct({ handler: word('ignore'), flags: int(0), mask }));
    expect(old(0n, 0x800n)).toEqual(struct({ handler: word('default'), flags: int(0x800), mask }));
  });

  test('descriptors are signed', () => {
    const two: Pointee = { kind: 'array', noun: 'fd', bytes: 4, count: 2 };
    expect(decodeValue(two, words(0xffffffff_00000003n), memory)).toEqual(list([int(3), int(-1)]));
  });
});
