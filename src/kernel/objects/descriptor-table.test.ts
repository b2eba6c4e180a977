import { describe, expect, test } from '@jest/globals';
import { Draft } from '../draft.js';
import { initialWorld } from '../initial.js';
import {
  closeDescriptor,
  closeOnExec,
  copyTable,
  descriptorOf,
  hasFree,
  install,
  installAt,
  leaveSharedTable,
  openBetween,
  releaseTable,
  setCloseOnExec,
  shareTable,
} from './descriptor-table.js';
import { openDescription, openFileOf } from './open-file.js';
import { createPipe, pipeOf } from './pipe.js';

function begin() {
  const draft = new Draft(initialWorld({ profile: 'linux-6.18', privileged: true }));
  const { table } = draft.task('A');
  return { draft, table, file: descriptorOf(draft, table, 0)!.file };
}

describe('a descriptor table', () => {
  test('gives the lowest number that is free, from the wanted one on', () => {
    const { draft, table, file } = begin();
    expect(install(draft, table, file, 0, false)).toBe(3);
    expect(install(draft, table, file, 7, false)).toBe(7);
    closeDescriptor(draft, table, 1);
    expect(install(draft, table, file, 0, false)).toBe(1);
    expect(install(draft, table, file, 0, false)).toBe(4);
    expect(install(draft, table, file, 3, false)).toBe(5);
  });

  test('has numbers below the limit only', () => {
    const { draft, table, file } = begin();
    expect(hasFree(draft, table, 1022, 2, 1024n)).toBe(true);
    expect(hasFree(draft, table, 1022, 3, 1024n)).toBe(false);
    install(draft, table, file, 1023, false);
    expect(hasFree(draft, table, 1023, 1, 1024n)).toBe(false);
    expect(hasFree(draft, table, 0xffffffff, 1, 1024n)).toBe(false);
    expect(hasFree(draft, table, 0, 2, 1024n)).toBe(true);
  });

  test('a replaced descriptor lets its description go, and keeps no old flag', () => {
    const { draft, table, file } = begin();
    const other = descriptorOf(draft, table, 1)!.file;
    setCloseOnExec(draft, table, 1, true);
    installAt(draft, table, file, 1, false);
    expect(descriptorOf(draft, table, 1)).toEqual({ file, closeOnExec: false });
    expect(draft.files.has(other)).toBe(false);
    expect(openFileOf(draft, file).refs).toBe(2);
  });

  test('closing what is not open changes nothing', () => {
    const { draft, table } = begin();
    const before = draft.commit();
    closeDescriptor(draft, table, 9);
    setCloseOnExec(draft, table, 9, true);
    expect(draft.commit()).toEqual(before);
  });

  test('a range has its open descriptors alone, in order', () => {
    const { draft, table, file } = begin();
    install(draft, table, file, 900, false);
    expect(openBetween(draft, table, 1, 0xffffffff)).toEqual([1, 2, 900]);
  });

  test('execve closes what has the flag', () => {
    const { draft, table } = begin();
    setCloseOnExec(draft, table, 0, true);
    setCloseOnExec(draft, table, 2, true);
    closeOnExec(draft, table);
    expect(openBetween(draft, table, 0, 9)).toEqual([1]);
  });
});

describe('tables of several tasks', () => {
  test('a copy has its own numbers for the same descriptions', () => {
    const { draft, table, file } = begin();
    const copy = copyTable(draft, table);
    closeDescriptor(draft, copy, 0);
    expect(descriptorOf(draft, table, 0)?.file).toBe(file);
    expect(openFileOf(draft, file).refs).toBe(1);
  });

  test('who leaves a shared table gets a copy, the last user keeps it', () => {
    const { draft, table } = begin();
    shareTable(draft, table);
    const own = leaveSharedTable(draft, table);
    expect(own).not.toBe(table);
    expect(leaveSharedTable(draft, table)).toBe(table);
    expect(openBetween(draft, own, 0, 9)).toEqual([0, 1, 2]);
  });

  test('the last user closes everything, and so the ends of pipes', () => {
    const { draft, table } = begin();
    const pipe = createPipe(draft);
    install(draft, table, openDescription(draft, { kind: 'pipe', pipe }, 0), 0, false);
    install(draft, table, openDescription(draft, { kind: 'pipe', pipe }, 1), 0, false);
    const copy = copyTable(draft, table);
    shareTable(draft, copy);
    releaseTable(draft, table);
    releaseTable(draft, copy);
    expect(pipeOf(draft, pipe)).toMatchObject({ readers: 1, writers: 1 });
    releaseTable(draft, copy);
    expect(draft.pipes.size).toBe(0);
    expect(draft.files.size).toBe(0);
  });
});
