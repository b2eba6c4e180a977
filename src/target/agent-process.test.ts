/** An agent that falls silent is ended, and the outcome says that it was we who ended it. */
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { AgentProcess } from './agent-process.js';
import { FrameWriter } from './frame-bytes.js';
import { WIRE_VERSION } from './frames.js';

const onLinux = process.platform === 'linux' ? test : test.skip;
const ONE_MINUTE_MS = 60_000;

/** The frame `hello` of this version of the wire, with nothing but zeros in it. */
const HELLO = new FrameWriter(3).u8(WIRE_VERSION).zeros(76).finish();
/** A rule that has the request end a line. */
const NEWLINE = [{ name: '\n', most: 0, key: '' }];

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
    why: 'overdue',
    detail: 'no answer for 15 s',
  });
});

onLinux('one that ends by itself died', async () => {
  const agent = new AgentProcess({ ...saying(HELLO.toString('base64')), args: ['-c', 'exit 3'] });
  await expect(agent.hello()).rejects.toThrow('the agent exited with status 3');
  expect(await agent.run([], 1000)).toMatchObject({ kind: 'lost', why: 'died' });
});

describe('what comes is no answer', () => {
  const answer = (id: number): Buffer =>
    new FrameWriter(2).u32(id).u8(0).u16(0).zeros(8).u16(0).u16(0).finish();
  const noisy = answer(1);
  noisy[9] = 0xff;
  const rows: readonly (readonly [string, Buffer, RegExp])[] = [
    ['noise', Buffer.from('[ 1.2] oops'), /read: "\[ 1\.2\] oops" where a frame should begin$/],
    ['a frame of another length than any', Buffer.of(1, 0, 0x80, 0), /where a frame should begin$/],
    ['noise within a frame', noisy, /its bytes are not those that were sent$/],
    ['an answer to another question', answer(2), /it answers what it was not asked$/],
    ['an answer twice', Buffer.concat([answer(1), answer(1)]), /it answers what it was not asked$/],
    ['another hello', HELLO, /it says hello again$/],
    ['a frame that is empty', Buffer.alloc(4), /it is too short$/],
  ];
  for (const [name, bytes, detail] of rows)
    onLinux(`but ${name}`, async () => {
      const agent = new AgentProcess(saying(HELLO.toString('base64'), bytes.toString('base64')));
      await agent.hello();
      const asked = [agent.run([], 1000), agent.run([], 1000)];
      const lost = (await Promise.all(asked)).find(({ kind }) => kind === 'lost');
      expect(lost).toMatchObject({
        culprit: true,
        why: 'garbled',
        detail: expect.stringMatching(detail) as unknown,
      });
      await agent.close();
    });

  onLinux('but a part of it, and the end', async () => {
    const line = 'printf %s "$0" | base64 -d; read -r _; printf "\\144\\0\\0"';
    const agent = new AgentProcess({
      path: 'sh',
      args: ['-c', line, HELLO.toString('base64')],
      wire: 'standard',
    });
    await agent.hello();
    const detail = 'the output of the agent was cut in a frame';
    const asked = agent.walk({ patienceMs: 1, longest: 1, isWhole: false, rules: NEWLINE }, () => undefined);
    expect(await asked).toEqual({ kind: 'lost', culprit: true, why: 'garbled', detail });
  });
});

onLinux('one that closes its output and lives on is ended', async () => {
  jest.useRealTimers();
  const line = 'printf %s "$0" | base64 -d; exec >&- sleep 1000';
  const agent = new AgentProcess({
    path: 'sh',
    args: ['-c', line, HELLO.toString('base64')],
    wire: 'standard',
  });
  await agent.hello();
  expect(await agent.run([], 1000)).toMatchObject({ why: 'garbled', detail: 'the agent closed its output' });
});

onLinux('what it says last where it does not start is told', async () => {
  const line = 'yes noise | head -n 200000 >&2; echo "no such thing" >&2; exit 127';
  const agent = new AgentProcess({ path: 'sh', args: ['-c', line], wire: 'standard' });
  await expect(agent.hello()).rejects.toThrow(
    'the agent does not start: the agent exited with status 127 (no such thing)',
  );
});

/** An agent that says what is in `hello`, then, when it was asked something, what is in `answer`, and nothing more. */
function saying(hello: string, answer = '') {
  const line =
    'printf %s "$0" | base64 -d; head -c 1 >/dev/null; printf %s "$1" | base64 -d; exec sleep 1000';
  return { path: 'sh', args: ['-c', line, hello, answer], wire: 'standard' } as const;
}
