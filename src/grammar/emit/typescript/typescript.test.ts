import { expect, test } from '@jest/globals';
import { compareLanguage, differenceText } from '../differential/compare-language.js';
import { typescriptDriver } from './driver.js';

test('generated TypeScript compiles strictly, and says of every text what abide says', () => {
  const comparison = compareLanguage(typescriptDriver, 30);
  if (comparison.kind === 'not installed') throw new Error('typescript is a package of this repository');
  expect(comparison.differences.slice(0, 3).map(differenceText)).toEqual([]);
  expect(comparison.answers).toBeGreaterThan(100);
});
