/** The measured constants agree with each other, and with what the code of src/abi takes for granted. */
import { describe, expect, test } from '@jest/globals';
import { ARCHES, codeName, SIGNALS, signalNumber } from '../abi/index.js';
import { loadSpec } from './load-spec.js';

describe('the constants', () => {
  const { constants, flagSets, structs } = loaded();

  test('are the same names on every architecture', () => {
    expect(Object.keys(constants.aarch64)).toEqual(Object.keys(constants.x86_64));
  });

  test('differ only in four flags of open, in what is made of them, and in the smallest stack', () => {
    const names = Object.keys(constants.x86_64);
    const different = names.filter((name) => constants.x86_64[name] !== constants.aarch64[name]);
    expect(different).toEqual([
      'O_DIRECT',
      'O_LARGEFILE',
      'O_DIRECTORY',
      'O_NOFOLLOW',
      'O_TMPFILE',
      'MINSIGSTKSZ',
    ]);
  });

  test.each(ARCHES)('number the signals of %s as src/abi does', (arch) => {
    const numbers = SIGNALS.map((name) => Number(constants[arch][name]));
    expect(numbers).toEqual(SIGNALS.map((name) => signalNumber(name)));
  });

  test.each(ARCHES)('number the codes of signals on %s as src/abi does', (arch) => {
    const wrong = Object.entries(constants[arch]).filter(([name, code]) => {
      const signal = OWNERS[name.split('_')[0] ?? ''];
      return signal !== undefined && codeName(signalNumber(signal) ?? 0, Number(code)) !== name;
    });
    expect(wrong).toEqual([]);
  });

  test('stand in the flags of open after those that are made of them', () => {
    const bits = (flagSets['open'] ?? []).map((name) => constants.x86_64[name] ?? 0n);
    const late = bits.filter((value, at) => bits.slice(0, at).some((before) => isPartOf(before, value)));
    expect(late).toEqual([]);
    expect(bits.length).toBeGreaterThan(20);
  });

  test.each(ARCHES)('fill the structs of %s without a gap or an overlap', (arch) => {
    for (const layouts of Object.values(structs)) {
      const { size, fields } = layouts[arch];
      const ends = fields.map(({ offset, bytes }) => offset + bytes);
      expect(fields.map(({ offset }) => offset)).toEqual([0, ...ends.slice(0, -1)]);
      expect(ends.at(-1)).toBe(size);
    }
  });
});

/** A signal that has the codes of each name. */
const OWNERS: Readonly<Record<string, string>> = {
  SI: 'SIGUSR1',
  CLD: 'SIGCHLD',
  SEGV: 'SIGSEGV',
  BUS: 'SIGBUS',
  ILL: 'SIGILL',
  FPE: 'SIGFPE',
  TRAP: 'SIGTRAP',
  POLL: 'SIGIO',
  SYS: 'SIGSYS',
};

/** True where `before` has bits and all of them are also in the larger `value`. */
function isPartOf(before: bigint, value: bigint): boolean {
  return before !== 0n && before !== value && (before & value) === before;
}

function loaded() {
  const result = loadSpec();
  if (!result.ok) throw new Error(`spec/ has ${result.problems.length} problems: run abide spec check`);
  return result.spec.abi;
}
