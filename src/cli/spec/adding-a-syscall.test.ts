/** docs/adding-a-syscall.md, followed literally: one file makes a call that is listed, described, run and judged. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { int } from '../../abi/index.js';
import { createKernel } from '../../kernel/index.js';
import { loadSpec, packageRoot, specRoot, problemText } from '../../spec/index.js';
import { checkSpec } from './check.js';
import { describeCall } from './describe-call.js';
import { modelExamples } from './model-examples.js';

const PAGE = readFileSync(join(packageRoot(), 'docs/adding-a-syscall.md'), 'utf8');
const CALL = /```yaml\n(.*?)```/s.exec(PAGE)?.[1] ?? '';
const PATH = /as `spec\/(syscalls\/\S+\.yaml)`/.exec(PAGE)?.[1] ?? '';

const made: string[] = [];
afterAll(() => made.forEach((directory) => rmSync(directory, { recursive: true, force: true })));

/** A copy of these parts of spec/, with the call's file in it. */
function followed(parts: readonly string[], text: string): string {
  const copy = join(mkdtempSync(join(tmpdir(), 'abide-spec-')), 'spec');
  made.push(dirname(copy));
  for (const part of parts) cpSync(join(specRoot(), part), join(copy, part), { recursive: true });
  mkdirSync(dirname(join(copy, PATH)), { recursive: true });
  writeFileSync(join(copy, PATH), text);
  return copy;
}

const WHOLE = readdirSync(specRoot());
/** What a call needs that goes on with no operation. */
const GROUND = ['constants', 'types', 'profiles'];

function problems(parts: readonly string[], text: string): string[] {
  return checkSpec(followed(parts, text), modelExamples).problems.map(problemText);
}

describe('the recipe', () => {
  test('names a file and shows its content', () => {
    expect(PATH).toBe('syscalls/fd/first_open.yaml');
    expect(CALL).toContain('syscall: first_open');
  });

  test('adds one file to spec/, without problems, whose examples the model keeps', () => {
    expect(problems(WHOLE, CALL)).toEqual([]);
  });

  test('gives a call that can be read and made', () => {
    const loaded = loadSpec(followed(GROUND, CALL));
    if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join('\n'));
    const call = loaded.spec.syscalls.get('first_open')!;
    expect(call.depth).toBe('full');
    expect(describeCall(call, loaded.spec)).toContain('EBADF   [first_open/none-open]');
    const kernel = createKernel(loaded.spec);
    const world = kernel.initial({ profile: 'linux-6.18', privileged: true });
    const outcomes = kernel.step(world, {
      kind: 'call',
      actor: 'A',
      call: { name: 'first_open', args: [int(7), int(2)], named: {} },
    });
    expect(outcomes.map(({ clauses }) => clauses)).toEqual([['first_open/second']]);
  });

  test('and a wrong example is told, with the clauses that it no longer shows', () => {
    expect(problems(GROUND, CALL.replace('first_open(7, 8) = EBADF', 'first_open(7, 8) = EINVAL'))).toEqual([
      expect.stringMatching(/first_open\.yaml:13:5: no example makes `first_open\/none-open` fire/),
      expect.stringMatching(/first_open\.yaml:19:5: no example makes `first_open\/first` fire/),
      expect.stringMatching(/first_open\.yaml:24:5: no example makes `first_open\/second` fire/),
      expect.stringMatching(/first_open\.yaml:30:5: the model does not do this: .*\[first_open\/none-open\]/),
    ]);
  });

  test('and so is a wrong word', () => {
    expect(problems(GROUND, CALL.replace('is_open(fd) && ', 'is_opne(fd) && '))).toEqual([
      expect.stringMatching(/first_open\.yaml:15:13: unknown word `is_opne` \(did you mean `is_open`\?\)$/),
    ]);
  });
});
