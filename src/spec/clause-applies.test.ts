import { describe, expect, test } from '@jest/globals';
import { clauseApplies, compareVersions, whyAbsent } from './clause-applies.js';

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

test.each([
  [{}, undefined],
  [{ since: '6.11' }, 'since Linux 6.11'],
  [{ until: '6.9' }, 'until Linux 6.9'],
  [{ needs: 'unprivileged' }, 'needs unprivileged'],
])('%j is not kept because: %p', (clause, why) => expect(whyAbsent(clause, KERNEL)).toBe(why));

test('versions are numbers, not texts; a part that one lacks does not count', () => {
  expect(compareVersions('6.9', '6.10')).toBeLessThan(0);
  expect(compareVersions('10.0', '9.9')).toBeGreaterThan(0);
  expect(compareVersions('6.6.3', '6.6')).toBe(0);
  expect(compareVersions('2.6.27', '2.6.9')).toBeGreaterThan(0);
});
