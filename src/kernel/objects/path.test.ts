import { describe, expect, test } from '@jest/globals';
import { Draft } from '../draft.js';
import { initialWorld } from '../initial.js';
import { createRegular, inodeOf, ROOT, WORK, writersOf } from './inode.js';
import { O_RDWR, openDescription } from './open-file.js';
import { rootIdentity } from './credentials.js';
import { resolve, walk } from './path.js';

const ROOT_USER = rootIdentity(0n).credentials;

function begin() {
  const draft = new Draft(initialWorld({ profile: 'linux-6.18', privileged: true }));
  return { draft, file: createRegular(draft, WORK, 'f', 0o600, ROOT_USER) };
}

describe('walking a path', () => {
  test('starts from the root or from where it is told, and knows dots', () => {
    const { draft, file } = begin();
    expect(walk(draft, WORK, '/', ROOT_USER)).toEqual({ to: 'file', inode: ROOT, slash: false });
    expect(walk(draft, WORK, './/../work/.././work/f', ROOT_USER)).toEqual({
      to: 'file',
      inode: file,
      slash: false,
    });
    expect(walk(draft, WORK, '../..', ROOT_USER)).toEqual({ to: 'file', inode: ROOT, slash: false });
    expect(walk(draft, ROOT, 'f', ROOT_USER)).toEqual({
      to: 'absent',
      directory: ROOT,
      name: 'f',
      slash: false,
    });
  });

  test('tells a slash behind a name, not behind dots', () => {
    const { draft } = begin();
    expect(walk(draft, WORK, 'f//', ROOT_USER)).toMatchObject({ to: 'file', slash: true });
    expect(walk(draft, WORK, 'g/', ROOT_USER)).toMatchObject({ to: 'absent', name: 'g', slash: true });
    expect(walk(draft, WORK, './', ROOT_USER)).toMatchObject({ to: 'file', slash: false });
  });

  test('asks each directory before each name', () => {
    const { draft } = begin();
    expect(walk(draft, WORK, 'f/x', ROOT_USER)).toEqual({ to: 'refusal', errno: 'ENOTDIR' });
    expect(walk(draft, WORK, 'f/.', ROOT_USER)).toEqual({ to: 'refusal', errno: 'ENOTDIR' });
    expect(walk(draft, WORK, `f/${'x'.repeat(256)}`, ROOT_USER)).toEqual({ to: 'refusal', errno: 'ENOTDIR' });
    expect(walk(draft, WORK, 'g/x', ROOT_USER)).toEqual({ to: 'refusal', errno: 'ENOENT' });
    expect(walk(draft, WORK, `${'x'.repeat(256)}/x`, ROOT_USER)).toEqual({
      to: 'refusal',
      errno: 'ENAMETOOLONG',
    });
  });

  test('a name has 255 bytes at most', () => {
    const { draft } = begin();
    expect(walk(draft, WORK, 'x'.repeat(255), ROOT_USER).to).toBe('absent');
    expect(walk(draft, WORK, 'x'.repeat(256), ROOT_USER)).toEqual({ to: 'long name', slash: false });
  });

  test('knows where the model ends', () => {
    const { draft } = begin();
    expect(walk(draft, WORK, '/proc/self/..', ROOT_USER)).toEqual({ to: 'unmodelled' });
  });
});

describe('resolving a path to an existing file', () => {
  test('gives the file, or why there is none', () => {
    const { draft, file } = begin();
    expect(resolve(draft, 'f', ROOT_USER)).toEqual({ inode: file });
    expect(resolve(draft, 'f/', ROOT_USER)).toEqual({ errno: 'ENOTDIR' });
    expect(resolve(draft, 'g', ROOT_USER)).toEqual({ errno: 'ENOENT' });
    expect(resolve(draft, '', ROOT_USER)).toEqual({ errno: 'ENOENT' });
    expect(resolve(draft, 'x'.repeat(256), ROOT_USER)).toEqual({ errno: 'ENAMETOOLONG' });
    expect(resolve(draft, './'.repeat(2048), ROOT_USER)).toEqual({ errno: 'ENAMETOOLONG' });
    expect(resolve(draft, '/proc', ROOT_USER)).toEqual({ unmodelled: true });
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
