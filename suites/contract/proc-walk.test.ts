/** The /proc of a target, as its agent reads it: every text conforms, and the agent goes on as before. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { loadFormats } from '../../src/grammar/index.js';
import { checkTree, LONGEST_TEXT, READING_RULES, recordedTree } from '../../src/procfs/index.js';
import { parseScenario } from '../../src/scenario/index.js';
import { loadSpec } from '../../src/spec/index.js';
import { createHostTarget, describeHost } from '../../src/target/index.js';

const onLinux = describeHost().available ? describe : describe.skip;
const loaded = loadSpec();
if (!loaded.ok) throw new Error('spec/ has problems');

onLinux('the /proc of the host, in a PID namespace of its own', () => {
  const target = createHostTarget({ abi: loaded.spec.abi, agents: 1, deadlineMs: 5000 });
  afterAll(() => target.close());
  const walk = (rules = READING_RULES) => target.walkProc!({ rules, longest: LONGEST_TEXT });

  test('conforms, with its own process, one that sleeps and a zombie', async () => {
    const { entries, arch } = await walk();
    const root = recordedTree(entries);
    const files = [...checkTree({ root, arch, formats: loadFormats() })].flatMap((part) => part.files);
    const unexpected = ['departs', 'prints differently', 'no grammar'];
    expect(files.filter(({ kind }) => unexpected.includes(kind))).toEqual([]);
    expect(files.filter(({ kind }) => kind === 'conforms').length).toBeGreaterThan(500);
    const states = entries
      .filter(({ path }) => /^\d+\/stat$/.test(path))
      .map(({ text }) => text.slice(0, 11));
    expect(states).toEqual(['1 (agent) R', '2 (agent) S', '3 (agent) Z']);
  });

  test('is read as the rules say', async () => {
    const { entries } = await walk([
      { name: 'sys', most: 0, key: '' },
      { name: '/2', most: 0, key: '' },
      { name: 'cmdline', most: 3, key: '' },
      { name: 'task', most: 0, key: 'ns/user' },
      ...READING_RULES,
    ]);
    const paths = new Set(entries.map(({ path }) => path));
    expect(['sys', '2', '2/stat', '1/task/1/stat', '3/stat', 'stat'].map((path) => paths.has(path))).toEqual([
      false,
      false,
      false,
      true,
      true,
      true,
    ]);
    expect(entries.find(({ path }) => path === '1/cmdline')?.text).toBe('age');
    expect(entries.filter(({ path }) => path.endsWith('/ns')).length).toBeGreaterThan(2);
  });

  test('refuses a file that is longer than what is asked for', async () => {
    const { entries } = await target.walkProc!({ rules: READING_RULES, longest: 100 });
    const of = (path: string) => entries.find((entry) => entry.path === path);
    expect(of('1/status')).toMatchObject({ text: '', errno: 'EFBIG' });
    expect(of('1/comm')).toMatchObject({ text: 'agent\n', mode: 0o644, uid: 0 });
  });

  test('leaves the agent as it was', async () => {
    const parsed = parseScenario('setting: profile linux-6.18\nA: getpid()\n');
    if (!parsed.ok) throw new Error('no scenario');
    const [before, , after] = [
      await target.run(parsed.scenario),
      await walk(),
      await target.run(parsed.scenario),
    ];
    expect(after.steps).toEqual(before.steps);
    expect(after.ended).toEqual({ how: 'complete' });
  });
});
