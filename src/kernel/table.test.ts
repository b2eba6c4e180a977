import { beforeEach, describe, expect, test } from '@jest/globals';
import { Map as ImmutableMap } from 'immutable';
import { ModelBug } from './model-bug.js';
import { Footprint, Table } from './table.js';

let footprint: Footprint;
let table: Table<number, string>;

beforeEach(() => {
  footprint = new Footprint();
  table = new Table('pipes', ImmutableMap([[1, 'one']]), footprint);
});

describe('a table', () => {
  test('gives rows, nothing for a row that is not there, and throws where there must be one', () => {
    expect([table.get(1), table.get(2), table.has(2)]).toEqual(['one', undefined, false]);
    expect(table.row(1)).toBe('one');
    expect(() => table.row(2)).toThrow(ModelBug);
  });

  test('notes what is read only while somebody wants to know, and of all rows that it is all', () => {
    table.get(1);
    footprint.read = new Set();
    table.get(2);
    table.row(1);
    expect([...footprint.read]).toEqual(['pipes 2', 'pipes 1']);
    table.values();
    expect(footprint.read).toContain('pipes *');
  });

  test('notes each row that is written or taken out, and that the table is another one', () => {
    table.set(2, 'two').delete(1);
    expect([...table.content]).toEqual([[2, 'two']]);
    expect([...footprint.written]).toEqual(['pipes 2', 'pipes *', 'pipes 1']);
  });

  test('wakes nobody where only who holds a row has changed', () => {
    table.recount(1, 'one more');
    expect(table.row(1)).toBe('one more');
    expect(footprint.written.size).toBe(0);
  });
});
