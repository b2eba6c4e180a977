/** Calls about tasks as the agent is asked for them, whatever spec/ knows of them. */
import { int, type AbiTable, type Argument, type Signature } from '../../src/abi/index.js';

const WORD = { kind: 'integer', noun: 'word', bits: 64, signed: true } as const;

function word(name: string, fallback?: number): Argument {
  return { name, type: WORD, ...(fallback === undefined ? {} : { default: int(fallback) }) };
}

function address(name: string): Argument {
  return { name, type: { kind: 'address' }, default: { kind: 'place', place: 'null' } };
}

function struct(name: string, of: string): Argument {
  return { name, type: { kind: 'pointer', direction: 'in', to: { kind: 'struct', struct: of } } };
}

function call(
  name: string,
  [x86_64, aarch64]: readonly [number, number],
  args: readonly Argument[],
  more: Partial<Signature> = {},
): Signature {
  const number = { x86_64, aarch64 };
  return { name, number, arguments: args, returns: 'int', creates: false, replaces: false, ...more };
}

const MAKER = { creates: true, returns: 'pid' };

const CALLS: readonly Signature[] = [
  call('clone', [56, 220], [word('flags'), word('stack', 0)], MAKER),
  call('clone3', [435, 435], [struct('args', 'clone_args'), word('size', 88)], MAKER),
  call('exit', [60, 93], [word('status')], { returns: 'nothing' }),
  call('gettid', [186, 178], [], { returns: 'pid' }),
  call('futex', [202, 98], [address('uaddr'), word('op'), word('val'), address('timeout')]),
  call('nanosleep', [35, 101], [struct('rqtp', 'timespec'), address('rmtp')]),
  call('set_robust_list', [273, 99], [address('head'), word('len')]),
  call('get_robust_list', [274, 100], [word('pid'), address('head'), address('len')]),
  call('sigaltstack', [131, 132], [struct('ss', 'stack'), address('old')]),
  call('setuid', [105, 146], [word('uid')]),
  call('store', [65536, 65536], [address('to'), word('value')]),
  call('load', [65537, 65537], [address('from')]),
  call('spin', [65538, 65538], [word('microseconds')]),
];

/** The table of spec/ with these calls instead of its own. */
export function withTaskCalls(abi: AbiTable): AbiTable {
  return { ...abi, calls: { ...abi.calls, ...Object.fromEntries(CALLS.map((one) => [one.name, one])) } };
}
