/** Machines: how the sysctls of one are told. */
import { expect, test } from '@jest/globals';
import { machineKey, settingsOf } from './capabilities.js';

test.each([
  [0, 0, []],
  [255, 255, []],
  [1, 0, ['suid-dumpable-1']],
  [2, 1, ['suid-dumpable-2', 'restricted-ptrace']],
  [0, 2, ['restricted-ptrace']],
  [0, 3, ['no-ptrace']],
])('fs.suid_dumpable %s and kernel.yama.ptrace_scope %s', (suidDumpable, ptraceScope, settings) => {
  expect(settingsOf({ suidDumpable, ptraceScope, core: 1 })).toEqual(settings);
});

test('a limit that lets nobody leave a core', () => {
  expect(settingsOf({ suidDumpable: 0, ptraceScope: 0, core: 0 })).toEqual(['no-core']);
});

test('machines that are set otherwise are not alike', () => {
  const privileged = true;
  expect(machineKey({ privileged, settings: ['suid-dumpable-2'] })).not.toBe(machineKey({ privileged }));
});
