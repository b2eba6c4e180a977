import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { compileSpec } from './compile-spec.js';
import { packageRoot } from './find-spec.js';
import { FIXTURE_VOCABULARY, fixtureMachine } from './fixtures/fixture-vocabulary.js';
import { loadSpec, loadSpecInTurns } from './load-spec.js';
import { problemText } from './problems.js';
import type { Spec } from './types.js';
import type { SpecText } from './yaml/source.js';

const FIXTURES = join(packageRoot(), 'src/spec/fixtures');

/** A small spec without problems. */
const BASE: readonly SpecText[] = readdirSync(join(FIXTURES, 'base'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.yaml'))
  .sort()
  .map((path) => ({ path, file: `base/${path}`, text: readFileSync(join(FIXTURES, 'base', path), 'utf8') }));

function problemsWith(...texts: SpecText[]): string[] {
  const loaded = compileSpec([...BASE, ...texts], FIXTURE_VOCABULARY);
  return loaded.ok ? [] : loaded.problems.map(problemText);
}

function base(): Spec {
  const loaded = compileSpec(BASE, FIXTURE_VOCABULARY);
  if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join('\n'));
  return loaded.spec;
}

/** Each file of fixtures/wrong says beside each wrong line what shall be told of it: `### COLUMN: MESSAGE`. */
describe('every problem is told, at its line and column, with a suggestion, and no other', () => {
  test.each(readdirSync(join(FIXTURES, 'wrong')))('%s', (name) => {
    const text = readFileSync(join(FIXTURES, 'wrong', name), 'utf8');
    const path = /^# path: (.*)$/m.exec(text)?.[1] ?? name;
    const expected = text.split('\n').flatMap((line, index) =>
      line
        .split(' ### ')
        .slice(1)
        .map((told) => `wrong/${name}:${index + 1}:${told.replace(/^(\d+): /, '$1: ')}`),
    );
    expect(problemsWith({ path, file: `wrong/${name}`, text })).toEqual(expected);
  });
});

test('a text that is no YAML is told alone, and not by what others say of it', () => {
  const torn = BASE.map((one) =>
    one.path.endsWith('/fetch.yaml') ? { ...one, text: `${one.text}\n: [` } : one,
  );
  const loaded = compileSpec(torn, FIXTURE_VOCABULARY);
  const told = loaded.ok ? [] : loaded.problems.map(({ file }) => file);
  expect(new Set(told)).toEqual(new Set(['base/syscalls/fd/fetch.yaml']));
});

describe('the fixture spec', () => {
  test('has every clause by its id', () => {
    expect([...base().clauses.keys()].sort()).toEqual([
      'control/bad-fd',
      'control/command',
      'control/flags',
      'control/set',
      'descriptor/lowest',
      'fetch/bad-fd',
      'tube/fetch/data',
      'tube/fetch/end',
      'tube/fetch/interrupted',
      'tube/fetch/would-block',
    ]);
  });

  test('derives how deep each call is', () => {
    const depths = [...base().syscalls.values()].map(({ name, depth }) => [name, depth]);
    expect(depths).toEqual([
      ['control', 'full'],
      ['fetch', 'full'],
      ['listed', 'listed'],
    ]);
  });

  test('keeps constants exact beyond 2^53', () => {
    expect(base().abi.constants.x86_64['ALL_ONES']).toBe(0xffff_ffff_ffff_ffffn);
  });

  test('reads aliases', () => {
    const { structs } = base().abi;
    expect(structs['pair']?.aarch64).toEqual(structs['pair']?.x86_64);
    expect(structs['pair']?.x86_64.fields[1]?.noun).toBe('flags:pipe_flags');
  });

  test('takes the arguments of a listed call from its prototype', () => {
    const listed = base().abi.calls['listed'];
    expect(listed?.arguments.map(({ name, type }) => [name, type.kind === 'integer' && type.bits])).toEqual([
      ['flags', 32],
      ['name', 64],
      ['handler', 64],
    ]);
  });

  test('evaluates with the words of the machine and the variables of the scope', () => {
    const { body } = base().syscalls.get('fetch')!;
    const when = body.refusals[0]!.when;
    expect(when.evaluate(fixtureMachine(), { fd: 5n })).toBe(true);
    expect(when.evaluate(fixtureMachine(), { fd: 1n })).toBe(false);
    expect(when.words).toEqual(['is_open']);
  });

  test('infers what is named, and uses it in what follows', () => {
    const calls: string[] = [];
    const effect = base().syscalls.get('control')!.body.cases!.is.get('F_SETFD')!.effect;
    const named = effect[0]!;
    const done = effect[1]!;
    if (named.kind !== 'let' || done.kind !== 'do') throw new Error('the fixture has changed');
    expect(named.value.type).toBe('int');
    const changed = named.value.evaluate(fixtureMachine(calls), { fd: 1n, arg: 6n, cmd: 2n });
    done.action.evaluate(fixtureMachine(calls), { fd: 1n, arg: 6n, cmd: 2n, changed });
    expect(calls).toEqual(['set_flags 1 7']);
  });
});

test('the order of registers is told where it lacks an argument', () => {
  const call = (order: string) => ({
    path: 'syscalls/fd/turned.yaml',
    file: 'turned.yaml',
    text: `
syscall: turned
summary: take two things
manual: none
since: '1.0'
number: { x86_64: 78 }
arguments: { fd: fd, count: size }
registers: { aarch64: ${order} }
refusals: [{ id: bad-fd, errno: EBADF, when: '!is_open(fd)' }]
`,
  });
  expect(problemsWith(call('[count, fd]'))).toEqual([]);
  expect(problemsWith(call('[fd]'))).toEqual([
    'turned.yaml:8:23: not the arguments of the call, each once (they are fd, count)',
  ]);
});

test('what is called elsewhere is told where it is no call or has no such argument', () => {
  const call = (elsewhere: string) => ({
    path: 'syscalls/fd/lonely.yaml',
    file: 'lonely.yaml',
    text: `
syscall: lonely
summary: take a thing
manual: none
since: '1.0'
number: { x86_64: 78 }
elsewhere: ${elsewhere}
arguments: { fd: fd }
refusals: [{ id: bad-fd, errno: EBADF, when: '!is_open(fd)' }]
`,
  });
  expect(problemsWith(call('{ call: fetch, words: [fd, 0] }'))).toEqual([]);
  expect(problemsWith(call('{ call: fetsh, words: [fb] }'))).toEqual([
    'lonely.yaml:7:20: `fetsh` is no call of an architecture that lacks lonely (did you mean `fetch`?)',
    'lonely.yaml:7:35: no argument is called `fb` (did you mean `fd`?)',
  ]);
});

describe('a wait', () => {
  const text = `
syscall: nap
summary: rest for a while
manual: none
since: '1.0'
number: { x86_64: 77 }
arguments: { rqtp: in struct span }
waits:
  enter: [{ let: { start: '1' } }]
  until: start > 1
  resumes: true
effect: [{ let: { end: start + 1 } }]
results: [{ id: rested, returns: end }]
`;
  const span = `
structs:
  span:
    duration: true
    x86_64: &span { size: 8, fields: [{ name: seconds, offset: 0, bytes: 8, noun: int }] }
    aarch64: *span
`;
  const loaded = compileSpec(
    [
      ...BASE,
      { path: 'types/time.yaml', file: 'types/time.yaml', text: span },
      { path: 'syscalls/time/nap.yaml', file: 'syscalls/time/nap.yaml', text },
    ],
    FIXTURE_VOCABULARY,
  );

  test('may resume with what its `enter` named, and need not be interruptible', () => {
    expect(loaded.ok ? [] : loaded.problems.map(problemText)).toEqual([]);
    const waits = loaded.ok ? loaded.spec.syscalls.get('nap')?.body.waits : undefined;
    expect(waits?.resumes).toBe(true);
    expect(waits?.interrupted).toBeUndefined();
  });

  test('may be told how long by a struct that is a duration', () => {
    const structs = loaded.ok ? loaded.spec.abi.structs : {};
    expect(structs['span']?.x86_64.duration).toBe(true);
    expect(structs['pair']?.x86_64.duration).toBeUndefined();
  });
});

describe('the text of this package', () => {
  test('is what is loaded where nothing else is asked for', () => {
    const loaded = loadSpec();
    expect(loaded.ok ? [] : loaded.problems.map(problemText)).toEqual([]);
  });
});

test('who loads in turns can give up in each of them', async () => {
  for (const most of [1, 100]) {
    let turns = 0;
    const turn = (): Promise<void> =>
      ++turns === most ? Promise.reject(new Error('enough')) : Promise.resolve();
    await expect(loadSpecInTurns(turn)).rejects.toThrow('enough');
    expect(turns).toBe(most);
  }
});
