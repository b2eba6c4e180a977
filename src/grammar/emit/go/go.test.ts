import { describe, expect, test } from '@jest/globals';
import { loadFormats } from '../../load-formats.js';
import { must } from '../../must.js';
import { goComment } from './go-comment.js';
import { goNames } from './go-names.js';
import { goByte, goString } from './go-text.js';
import { go } from './emitter.js';

const formats = loadFormats();
const planOf = (name: string) => must(formats.get(name)).plan();

describe('the names of a Go package', () => {
  test('say what the format is', () => {
    const [stat, comm] = goNames([planOf('proc/pid/stat'), planOf('proc/pid/comm')]);
    expect([stat?.format, stat?.inner, stat?.file]).toEqual(['PidStat', 'pidStat', 'pid_stat']);
    expect(comm?.records[0]).toBe('PidComm');
  });

  test('are not shared, and no file is built for one system only', () => {
    const plan = planOf('proc/pid/stat');
    const arm = { ...plan, meta: { ...plan.meta, name: 'proc/cpuinfo/arm' } };
    const names = goNames([plan, plan, arm]);
    expect(new Set(names.map(({ format }) => format)).size).toBe(3);
    expect(names[2]?.file).toBe('cpuinfo_arm_format');
  });
});

test('literals have every byte', () => {
  expect(goString('a"\\\n\0\xff')).toBe('"a\\"\\\\\\n\\x00\\xff"');
  expect([goByte("'"), goByte('"')]).toEqual(["'\\''", "'\"'"]);
});

test('no line of a comment begins with what gofmt takes for a list', () => {
  const lines = goComment([`${'word '.repeat(19)}- 1. # word`]);
  expect(lines.every((line) => /^\/\/ [a-z]/.test(line))).toBe(true);
});

test('a field that may be absent is a pointer or has a nil', () => {
  const file = must(go.emit([planOf('proc/pid/limits')]).find(({ path }) => path === 'pid_limits.go')).text;
  expect(file).toContain('func ParsePidLimits(text []byte) (value *PidLimits, err error) {');
  expect(file).toMatch(/\t\/\/ .*One of uint64, \[\]byte\.\n\tSoft any\n/);
});
