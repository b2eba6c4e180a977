import { describe, expect, test } from '@jest/globals';
import { Draft } from '../draft.js';
import { initialWorld } from '../initial.js';
import { createRegular, inodeOf, ROOT, WORK, writersOf } from './inode.js';
import { O_RDWR, openDescription } from './open-file.js';
import { resolve, walk } from './path.js';

function begin() {
  const draft = new Draft(initialWorld({ profile: 'linux-6.18', privileged: true }));
  return { draft, file: createRegular(draft, WORK, 'f', 0o600) };
}

describe('walking a path', () => {
  test('starts from the root or from where it is told, and knows dots', () => {
    const { draft, file } = begin();
    expect(walk(draft, WORK, '/')).toEqual({ to: 'file', inode: ROOT, slash: false });
    expect(walk(draft, WORK, './/../work/.././work/f')).toEqual({ to: 'file', inode: file, slash: false });
    expect(walk(draft, WORK, '../..')).toEqual({ to: 'file', inode: ROOT, slash: false });
    expect(walk(draft, ROOT, 'f')).toEqual({ to: 'absent', directory: ROOT, name: 'f', slash: false });
  });

  test('tells a slash behind a name, not behind dots', () => {
    const { draft } = begin();
    expect(walk(draft, WORK, 'f//')).toMatchObject({ to: 'file', slash: true });
    expect(walk(draft, WORK, 'g/')).toMatchObject({ to: 'absent', name: 'g', slash: true });
    expect(walk(draft, WORK, './')).toMatchObject({ to: 'file', slash: false });
  });

  test('asks each directory before each name', () => {
    const { draft } = begin();
    expect(walk(draft, WORK, 'f/x')).toEqual({ to: 'refusal', errno: 'ENOTDIR' });
    expect(walk(draft, WORK, 'f/.')).toEqual({ to: 'refusal', errno: 'ENOTDIR' });
    expect(walk(draft, WORK, `f/${'x'.repeat(256)}`)).toEqual({ to: 'refusal', errno: 'ENOTDIR' });
    expect(walk(draft, WORK, 'g/x')).toEqual({ to: 'refusal', errno: 'ENOENT' });
    expect(walk(draft, WORK, `${'x'.repeat(256)}/x`)).toEqual({ to: 'refusal', errno: 'ENAMETOOLONG' });
  });

  test('a name has 255 bytes at most', () => {
    const { draft } = begin();
    expect(walk(draft, WORK, 'x'.repeat(255)).to).toBe('absent');
    expect(walk(draft, WORK, 'x'.repeat(256))).toEqual({ to: 'long name', slash: false });
  });

  test('knows where the model ends', () => {
    const { draft } = begin();
    expect(walk(draft, WORK, '/proc/self/..')).toEqual({ to: 'unmodelled' });
  });
});

describe('resolving a path to an existing file', () => {
  test('gives the file, or why there is none', () => {
    const { draft, file } = begin();
    expect(resolve(draft, 'f')).toEqual({ inode: file });
    expect(resolve(draft, 'f/')).toEqual({ errno: 'ENOTDIR' });
    expect(resolve(draft, 'g')).toEqual({ errno: 'ENOENT' });
    expect(resolve(draft, '')).toEqual({ errno: 'ENOENT' });
    expect(resolve(draft, 'x'.repeat(256))).toEqual({ errno: 'ENAMETOOLONG' });
    expect(resolve(draft, './'.repeat(2048))).toEqual({ errno: 'ENAMETOOLONG' });
    expect(resolve(draft, '/proc')).toEqual({ unmodelled: true });
  });
});

describe('who could write to a file', () => {
  test('counts descriptions that are open for writing', () => {
    const { draft, file } = begin();
    openDescription(draft, { kind: 'inode', inode: file }, 0);
    expect(writersOf(draft, file)).toBe(0);
    openDescription(draft, { kind: 'inode', inode: file }, O_RDWR);
    expect(writersOf(draft, file)).toBe(1);
    expect(inodeOf(draft, file).kind).toBe('regular');
  });
});
