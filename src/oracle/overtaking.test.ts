/** Who made a call may be told of a child before it has come back from the call, or after. */
import { describe, expect, test } from '@jest/globals';
import { createKernel, type Outcome } from '../kernel/index.js';
import { parseScenario } from '../scenario/index.js';
import { loadSpec } from '../spec/index.js';

const loaded = loadSpec();
if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems[0]));
const kernel = createKernel(loaded.spec);

describe('a caller and its child', () => {
  test.each(['SIGSTOP', 'SIGKILL'])('%s: its handler runs on the way back, or later', (signal) => {
    const orders = outcomes(`
      A: rt_sigaction(SIGCHLD, {handler: handler, flags: 0, mask: []})
      A: fork() = B
      A: kill(B, ${signal})`).map(kindsOfA);
    expect(orders.sort()).toEqual([
      ['handler', 'returned'],
      ['returned', 'handler'],
    ]);
  });

  test('one without a handler cannot tell', () => {
    const orders = outcomes(`
      A: fork() = B
      A: kill(B, SIGSTOP)`);
    expect(orders.map(kindsOfA)).toEqual([['returned']]);
  });

  test('a continuation and the end behind it are told one by one, or as one', () => {
    const orders = outcomes(`
      A: rt_sigaction(SIGCHLD, {handler: handler, flags: 0, mask: []})
      A: fork() = B
      A: kill(B, SIGSTOP)
      A: kill(B, SIGHUP)
      A: kill(B, SIGCONT)`).map((outcome) => kindsOfA(outcome).filter((kind) => kind === 'handler').length);
    expect(new Set(orders)).toEqual(new Set([1, 2]));
  });

  test('two children that end together are told of one by one, or as one', () => {
    const orders = outcomes(`
      A: rt_sigaction(SIGCHLD, {handler: handler, flags: 0, mask: []})
      A: fork() = B
      A: fork() = C
      A: kill(-1, SIGTERM)`).map((outcome) => kindsOfA(outcome).join());
    expect(new Set(orders)).toEqual(
      new Set([
        'returned,handler',
        'returned,handler,handler',
        'handler,returned',
        'handler,returned,handler',
      ]),
    );
  });

  test('SIGKILL comes before what is pending with a lower number', () => {
    const [last] = outcomes(`
      A: fork() = B
      A: kill(B, SIGSTOP)
      A: kill(B, SIGHUP)
      A: kill(B, SIGKILL)`);
    expect(last?.events.filter(({ actor }) => actor === 'B')).toEqual([
      { kind: 'ended', actor: 'B', as: 'zombie' },
    ]);
  });
});

/** The outcomes of the last line, on the first way through the others. */
function outcomes(text: string): readonly Outcome[] {
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  let found: readonly Outcome[] = [];
  let world = kernel.initial({ profile: 'linux-6.18', privileged: true });
  for (const { action } of parsed.scenario.steps) {
    found = kernel.step(world, action);
    world = found[0]?.world ?? world;
  }
  return found;
}

function kindsOfA({ events }: Outcome): string[] {
  return events.filter(({ actor }) => actor === 'A').map(({ kind }) => kind);
}
