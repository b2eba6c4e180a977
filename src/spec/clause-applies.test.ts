import { describe, expect, test } from '@jest/globals';
import { clauseApplies, compareVersions } from './clause-applies.js';

const KERNEL = { version: '6.10', has: ['privileged'] };

describe('which clauses a kernel keeps', () => {
  test.each([
    [{}, true],
    [{ since: '6.9' }, true],
    [{ since: '6.10' }, true],
    [{ since: '6.11' }, false],
    [{ since: '5.20' }, true],
    [{ until: '6.9' }, false],
    [{ until: '6.10' }, true],
    [{ since: '6.1', until: '6.9' }, false],
    [{ needs: 'privileged' }, true],
    [{ needs: 'unprivileged' }, false],
    [{ since: '7.0', needs: 'privileged' }, false],
  ])('%j: %p', (clause, applies) => expect(clauseApplies(clause, KERNEL)).toBe(applies));
});

test('versions are numbers, not texts; a part that one lacks does not count', () => {
  expect(compareVersions('6.9', '6.10')).toBeLessThan(0);
  expect(compareVersions('10.0', '9.9')).toBeGreaterThan(0);
  expect(compareVersions('6.6.3', '6.6')).toBe(0);
  expect(compareVersions('2.6.27', '2.6.9')).toBeGreaterThan(0);
});
