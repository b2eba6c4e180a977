import { describe, expect, test } from '@jest/globals';
import { translateFlags } from './flags.js';

const table = {
  flagSets: { open: ['TMP', 'DIR', 'DIRECT', 'APPEND', 'UNKNOWN_THERE'] },
  constants: {
    x86_64: { TMP: 0o420n, DIR: 0o20n, DIRECT: 0o4n, APPEND: 0o200n, UNKNOWN_THERE: 0o1000n },
    aarch64: { TMP: 0o404n, DIR: 0o4n, DIRECT: 0o20n, APPEND: 0o200n },
  },
};
const there = (value: bigint) => translateFlags(value, 'open', table, { from: 'x86_64', to: 'aarch64' });
const back = (value: bigint) => translateFlags(value, 'open', table, { from: 'aarch64', to: 'x86_64' });

describe('flags of another architecture', () => {
  test('bits that changed places, and a flag that has the bit of another', () => {
    expect(there(0o20n)).toBe(0o4n);
    expect(there(0o24n)).toBe(0o24n);
    expect(there(0o420n)).toBe(0o404n);
    expect(back(there(0o624n))).toBe(0o624n);
  });

  test('what has no name stays; what has none there is nothing', () => {
    expect(there(0o40020n)).toBe(0o40004n);
    expect(there(0o1001n)).toBe(1n);
  });
});
