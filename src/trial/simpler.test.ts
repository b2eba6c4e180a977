import { expect, test } from '@jest/globals';
import { int, names, struct } from '../abi/index.js';
import { printScenario } from '../scenario/index.js';
import { simplerValues } from './simpler.js';

test('a struct becomes simpler by a field less, and by a simpler field', () => {
  const time = struct({ sec: int(2), nsec: int(0) });
  const call = { name: 'nap', args: [struct({ time, flags: names('A_FLAG') })], named: {} };
  const scenario = {
    setting: { profile: 'linux-6.18' },
    steps: [{ action: { kind: 'call', actor: 'A', call } as const }],
  };
  const simpler = [...simplerValues(scenario)].map((one) => printScenario(one).split('\n')[1]);
  expect(simpler).toEqual([
    'A: nap({flags: A_FLAG})',
    'A: nap({time: {sec: 2, nsec: 0}})',
    'A: nap({time: {nsec: 0}, flags: A_FLAG})',
    'A: nap({time: {sec: 2}, flags: A_FLAG})',
    'A: nap({time: {sec: 0, nsec: 0}, flags: A_FLAG})',
    'A: nap({time: {sec: 1, nsec: 0}, flags: A_FLAG})',
    'A: nap({time: {sec: 1, nsec: 0}, flags: A_FLAG})',
    'A: nap({time: {sec: 1, nsec: 0}, flags: A_FLAG})',
  ]);
});
