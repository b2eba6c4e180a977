/** The matrices of the suites: they are whole, and people can read them. */
import { describe, expect, test } from '@jest/globals';
import { createGenerator, basisOf } from '../generator/index.js';
import { createKernel } from '../kernel/index.js';
import { loadSpec, type Body } from '../spec/index.js';
import { makersByText } from '../../suites/cloexec/makers.js';
import { PLANS, scenariosOf, type Matrix } from '../../suites/plans.js';
import { matrixText } from './explain-matrix.js';

const loaded = loadSpec();
if (!loaded.ok) throw new Error(loaded.problems.map(({ file, message }) => `${file}: ${message}`).join('\n'));
const { spec } = loaded;
const kernel = createKernel(spec);
const setting = { profile: 'linux-6.18', privileged: true };
const basis = basisOf(spec, kernel, createGenerator(spec, kernel).directed(setting), setting);
const made = new Map(
  PLANS.flatMap(({ name, matrix }) => (matrix === undefined ? [] : [[name, matrix(basis)] as const])),
);

describe.each([...made])('the matrix of %s', (_, matrix) => {
  test('has a cell for each column, and every cell a scenario or a reason', () => {
    for (const { rows } of matrix.sections) {
      for (const { cells } of rows) {
        expect(cells.length).toBe(matrix.columns.length);
        for (const cell of cells) expect('scenario' in cell ? cell.outcome : cell.reason).not.toBe('');
      }
    }
  });

  test('has no scenario twice under one title, and one for nearly every cell', () => {
    const titles = scenariosOf(matrix).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    const reasons = cellsOf(matrix).flatMap((cell) => ('reason' in cell ? [cell.reason] : []));
    expect(reasons.filter((reason) => reason !== '-')).toEqual([]);
  });

  test('fits into 80 columns', () => {
    const longest = Math.max(
      ...matrixText(matrix)
        .split('\n')
        .map(({ length }) => length),
    );
    expect(longest).toBeLessThanOrEqual(80);
  });
});

test('the matrix of eintr has every wait of the text, five ways to send and seven dispositions', () => {
  const clauses = new Set(
    [...spec.syscalls.values(), ...spec.fileKinds.values()]
      .flatMap(bodiesIn)
      .flatMap(({ waits }) => waits?.interrupted?.id ?? []),
  );
  const matrix = made.get('eintr');
  const first = matrix?.sections[0]?.rows ?? [];
  expect(matrix?.columns.length).toBe(7);
  expect(new Set(first.map(({ of }) => of)).size).toBeGreaterThanOrEqual(clauses.size);
  expect(first.length).toBe(new Set(first.map(({ of }) => of)).size * 5);
});

test('the matrix of cloexec has every call of the text that makes a descriptor', () => {
  const rows = made.get('cloexec')?.sections.flatMap((section) => section.rows) ?? [];
  const makers = new Set(rows.map(({ of }) => of));
  expect(makersByText({ spec }).filter((call) => !makers.has(call))).toEqual([]);
  expect(new Set(rows.map(({ kind }) => kind)).size).toBe(2);
});

test('what has the same answers stands together, and ways without an answer of their own join others', () => {
  const cell = (outcome: string) => ({ scenario: { setting: { profile: '' }, steps: [] }, outcome });
  const rows = [
    { of: 'sleep', kind: 'sys', way: 'thread', cells: [cell('EINTR'), cell('goes on')] },
    { of: 'sleep', kind: 'sys', way: 'several', cells: [cell('EINTR'), { reason: '-' }] },
    { of: 'doze', kind: 'sys', way: 'thread', cells: [cell('EINTR'), cell('goes on')] },
    { of: 'doze', kind: 'sys', way: 'several', cells: [cell('EINTR'), { reason: '-' }] },
  ];
  const text = matrixText({ about: 'About.', columns: ['a', 'b'], sections: [{ title: 'one', rows }] });
  expect(text).toContain('sys: sleep, doze');
  expect(text.match(/any way\s+EINTR\s+goes on/g)?.length).toBe(1);
});

function cellsOf({ sections }: Matrix) {
  return sections.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells));
}

function bodiesIn(owner: { readonly body?: Body; readonly operations?: ReadonlyMap<string, Body> }): Body[] {
  const all = (body: Body): Body[] => [body, ...[...(body.cases?.is.values() ?? [])].flatMap(all)];
  return [...(owner.body === undefined ? [] : [owner.body]), ...(owner.operations?.values() ?? [])].flatMap(
    all,
  );
}
