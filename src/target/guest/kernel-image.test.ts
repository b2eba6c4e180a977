import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { findImage, imageVersion } from './kernel-image.js';

const directory = mkdtempSync(join(tmpdir(), 'abide-image-'));
afterAll(() => rmSync(directory, { recursive: true }));

test('an image says its version behind the pointer in its header', () => {
  const image = Buffer.alloc(0x600);
  image.write('HdrS', 0x202, 'latin1');
  image.writeUInt16LE(0x1c0, 0x20e);
  image.write('6.1.0-9-amd64 (builder) #1 SMP\0more', 0x3c0, 'latin1');
  expect(imageVersion(file('image', image))).toBe('6.1.0-9-amd64 (builder) #1 SMP');
});

test('what is no image, too short for one, or not there has none', () => {
  expect(imageVersion(file('text', Buffer.from('#!/bin/sh\n'.repeat(100))))).toBeUndefined();
  expect(imageVersion(file('short', Buffer.from('MZ')))).toBeUndefined();
  expect(imageVersion(join(directory, 'nothing'))).toBeUndefined();
});

test('a path is taken as it is, and a version that is not installed is not found', () => {
  expect(findImage('./bzImage')).toBe('./bzImage');
  expect(findImage('0.99')).toBeUndefined();
});

function file(name: string, bytes: Buffer): string {
  const path = join(directory, name);
  writeFileSync(path, bytes);
  return path;
}
