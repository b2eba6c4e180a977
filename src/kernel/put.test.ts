import { describe, expect, test } from '@jest/globals';
import type { Signature, Value } from '../abi/index.js';
import { Memory, type Effect, type Expression } from '../spec/index.js';
import { Draft } from './draft.js';
import { initialWorld } from './initial.js';
import { readCell, writeCell } from './objects/memory.js';
import { put } from './put.js';

const CELL = { place: 'shared', index: 3 } as const;

function signatureOf(bytes: 4 | 8): Signature {
  const to = { kind: 'integer', noun: 'int', bytes } as const;
  return {
    name: 'tell',
    number: {},
    arguments: [{ name: 'where', type: { kind: 'pointer', direction: 'out', to } }],
    returns: 'int',
    creates: false,
    replaces: false,
  };
}

/** What stands in the cell, and what goes back to the caller, when `result` is put where `memory` is. */
function putAt(memory: Memory, bytes: 4 | 8, result: bigint): { cell: bigint; outputs: Map<string, Value> } {
  const draft = new Draft(initialWorld({ profile: 'linux-6.18', privileged: true }));
  writeCell(draft, 'A', CELL, (7n << 32n) | 9n);
  const context = { draft, task: 'A', spawns: undefined, held: undefined, letOthersRun: () => undefined };
  const outputs = new Map<string, Value>();
  const value = { evaluate: () => result } as unknown as Expression;
  const effect: Extract<Effect, { kind: 'put' }> = { kind: 'put', argument: 'where', value };
  const scope = { where: memory };
  put({ rules: { machine: {}, context }, signature: signatureOf(bytes), scope, outputs }, effect);
  return { cell: readCell(draft, 'A', CELL), outputs };
}

describe('putting', () => {
  test('what lies in valid memory goes back to the caller', () => {
    const { cell, outputs } = putAt(new Memory('valid', Infinity, undefined), 4, 5n);
    expect(outputs.get('where')).toEqual({ kind: 'int', value: 5n });
    expect(cell).toBe((7n << 32n) | 9n);
  });

  test('an int is the lower half of a cell, a long all of it', () => {
    const shared = new Memory('shared', CELL.index, undefined);
    expect(putAt(shared, 4, 5n)).toEqual({ cell: (7n << 32n) | 5n, outputs: new Map() });
    expect(putAt(shared, 4, -1n).cell).toBe((7n << 32n) | 0xffff_ffffn);
    expect(putAt(shared, 8, 5n).cell).toBe(5n);
  });
});
