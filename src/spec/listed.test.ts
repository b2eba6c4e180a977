/** Every system call of Linux 6.18 has its file in spec/syscalls, and each number belongs to one call. */
import { describe, expect, test } from '@jest/globals';
import { ARCHES, type Arch } from '../abi/index.js';
import { loadSpec } from './load-spec.js';
import type { Spec, Syscall } from './types.js';

/** First and last numbers of the 64-bit tables of Linux 6.18: syscall_64.tbl, and scripts/syscall.tbl for arm64. */
const TABLES: Readonly<Record<Arch, readonly (readonly [number, number])[]>> = {
  x86_64: [
    [0, 336],
    [424, 469],
  ],
  aarch64: [
    [0, 243],
    [260, 294],
    [424, 469],
  ],
};

/** What user code does between calls: no call of Linux. */
const INSTRUCTION = 'instruction';

/** Calls whose number a kernel keeps, though nothing stands behind it. */
const GONE = 'gone';

describe('the list of calls', () => {
  const { syscalls } = loaded();
  const calls = [...syscalls.values()].filter(({ family }) => family !== INSTRUCTION);

  test.each(ARCHES)('has every number of %s once', (arch) => {
    const numbers = calls.flatMap(({ signature }) => signature.number[arch] ?? []);
    expect(numbers.sort(ascending)).toEqual(TABLES[arch].flatMap(([first, last]) => range(first, last)));
  });

  test('has no call that only aarch64 has: its table is a part of the other one', () => {
    expect(named(calls.filter(({ signature }) => signature.number.x86_64 === undefined))).toEqual([]);
  });

  test('gives a call of 2019 and later one number everywhere', () => {
    const young = calls.filter(({ signature }) => (signature.number.x86_64 ?? 0) >= 424);
    expect(named(young.filter(({ signature: { number } }) => number.x86_64 !== number.aarch64))).toEqual([]);
    expect(young.length).toBe(46);
  });

  test('says of each call that always answers ENOSYS that it does, and of no other', () => {
    const silent = calls.filter(({ summary }) => summary.startsWith('always answers ENOSYS'));
    expect(named(silent)).toEqual(named(calls.filter(({ family }) => family === GONE)));
  });

  test('begins each prototype with what comes back, and the name of the call', () => {
    const strange = calls.filter(
      ({ name, prototype }) => prototype?.match(/^[a-z_][\w ]*[ *]([a-z_][a-z0-9_]*)\(.*\)$/)?.[1] !== name,
    );
    expect(named(strange)).toEqual([]);
  });

  test('gives every call a summary of its own', () => {
    const summaries = calls.filter(({ family }) => family !== GONE).map(({ summary }) => summary);
    expect(summaries.filter((summary, index) => summaries.indexOf(summary) !== index)).toEqual([]);
  });
});

function loaded(): Spec {
  const result = loadSpec();
  if (!result.ok) throw new Error(`spec/ has ${result.problems.length} problems: run abide spec check`);
  return result.spec;
}

function named(calls: readonly Syscall[]): string[] {
  return calls.map(({ name }) => name).sort();
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function ascending(a: number, b: number): number {
  return a - b;
}
