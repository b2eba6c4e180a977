import { describe, expect, test } from '@jest/globals';
import { loadFormats } from '../../load-formats.js';
import { must } from '../../must.js';
import { setOf } from '../../byte-set.js';
import { python } from './emitter.js';
import { lookTest, setPattern } from './patterns.js';
import { PythonText } from './python-text.js';
import { recordNames } from './python-types.js';

const planOf = (name: string) => must(loadFormats().get(name)).plan();

describe('a run before a byte that it could hold', () => {
  const run = { set: setOf('ab'), run: true };
  const pattern = (next: string): string => {
    const text = new PythonText();
    lookTest({ kind: 'steps', any: [[run, { set: setOf(next), run: false }]] }, text);
    return text.finish().definitions.join();
  };

  test('is never given back', () => {
    expect(pattern('bc')).toContain('(?=([a-b]+))(?:\\1)');
  });

  test('is a plain repetition otherwise', () => {
    expect(pattern('c')).toContain('[a-b]+[c]');
  });
});

test('a set has its bytes and the end of the text', () => {
  expect(setPattern(setOf('a\n') | (1n << 256n))).toBe('(?:[\\x0aa]|\\Z)');
});

test('no field has the name of a keyword or of a type', () => {
  const plan = planOf('proc/pid/limits');
  const [record] = plan.records;
  const names = recordNames({
    ...plan,
    records: [{ ...must(record), fields: [{ ...must(record?.fields[0]), name: 'bytes' }] }],
  });
  expect(names.fields).toEqual([['bytes_']]);
});

test('a field that may be absent is optional', () => {
  const file = python.emit([planOf('proc/pid/limits')]).find(({ path }) => path === 'procfs/pid_limits.py');
  expect(file?.text).toContain('Optional[');
  expect(file?.text).toContain('Union[int, bytes]');
});
