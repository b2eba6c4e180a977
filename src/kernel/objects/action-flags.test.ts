import { describe, expect, test } from '@jest/globals';
import { loadSpec } from '../../spec/index.js';
import { SA } from './action-flags.js';

describe('flags of dispositions', () => {
  const loaded = loadSpec();
  if (!loaded.ok) throw new Error('spec/ has problems');
  const { abi } = loaded.spec;

  test.each(Object.entries(SA))(
    'SA_%s is the number that the spec has, on each architecture',
    (name, flag) => {
      expect(abi.constants.x86_64[`SA_${name}`]).toBe(flag);
      expect(abi.constants.aarch64[`SA_${name}`]).toBe(flag);
    },
  );
});
