/** An agent that falls silent is ended, and the outcome says that it was we who ended it. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { AgentProcess } from './agent-process.js';
import { WIRE_VERSION } from './frames.js';

const onLinux = process.platform === 'linux' ? test : test.skip;
const ONE_MINUTE_MS = 60_000;

beforeEach(() => void jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] }));
afterEach(() => void jest.useRealTimers());

onLinux('one that never says hello does not start', async () => {
  const agent = new AgentProcess(saying(''));
  const hello = expect(agent.hello()).rejects.toThrow('the agent does not start: no hello for 60 s');
  jest.advanceTimersByTime(ONE_MINUTE_MS);
  await hello;
});

onLinux('one that does not answer is overdue, and did not die by itself', async () => {
  const agent = new AgentProcess(saying(HELLO.toString('base64')));
  await agent.hello();
  const outcome = agent.run([], 1000);
  jest.advanceTimersByTime(ONE_MINUTE_MS);
  expect(await outcome).toEqual({
    kind: 'lost',
    culprit: true,
    overdue: true,
    detail: 'no answer for 15 s',
  });
});

onLinux('one that ends by itself is not overdue', async () => {
  const agent = new AgentProcess({ ...saying(HELLO.toString('base64')), args: ['-c', 'exit 3'] });
  await expect(agent.hello()).rejects.toThrow('the agent exited with status 3');
  expect(await agent.run([], 1000)).toMatchObject({ kind: 'lost', overdue: false });
});

/** An agent that says what is in `base64`, and nothing more. */
function saying(base64: string) {
  const line = 'printf %s "$0" | base64 -d; exec sleep 1000';
  return { path: 'sh', args: ['-c', line, base64], wire: 'standard' } as const;
}

/** The frame `hello` of this version of the wire, with nothing but zeros in it. */
const HELLO = Buffer.alloc(4 + 68);
HELLO.writeUInt32LE(68);
HELLO.set([3, WIRE_VERSION], 4);
