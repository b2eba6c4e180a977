/** Targets whose agents do not get far. */
import { setImmediate } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { createAgentTarget } from './agent-target.js';
import { describeHost } from './describe-host.js';
import { FIXTURE_ABI } from './fixtures/abi.js';

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('an agent that never says hello is ended with its target', async () => {
  const target = createAgentTarget(
    {
      description: describeHost(),
      arch: 'x86_64',
      command: () => Promise.resolve({ path: 'sleep', args: ['1000'], wire: 'standard' }),
    },
    { abi: FIXTURE_ABI },
  );
  const walk = expect(target.walkProc?.({ rules: [], longest: 1 })).rejects.toThrow('does not start');
  await setImmediate();
  await target.close();
  await walk;
});
