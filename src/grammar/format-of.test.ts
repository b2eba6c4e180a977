/** Which format stands at a path. */
import { expect, test } from '@jest/globals';
import type { Format } from './format.js';
import { compileFormat } from './format.js';
import { formatOf, formatsOf } from './format-of.js';
import { readGrammar } from './notation/read-grammar.js';
import { resolve } from './resolve.js';

const REST = '@summary("x") @source("x.c", "x") @manual("x(5)") @since("1.0") x ::= a:u32 "\\n"';

function formats(headers: Readonly<Record<string, string>>): ReadonlyMap<string, Format> {
  const compiled = Object.entries(headers).map(
    ([name, header]) =>
      [
        name,
        compileFormat(resolve(name, readGrammar('x.ebnf', `${header} ${REST}`), () => undefined)),
      ] as const,
  );
  return new Map(compiled);
}

const all = formats({
  stat: '@path("/proc/[pid]/stat")',
  system: '@path("/proc/stat")',
  maps: '@path("/proc/[pid]/maps") @only("process")',
  threads: '@path("/proc/[pid]/task/[tid]/children")',
  unix: '@path("/proc/net/unix")',
  ns: '@path("/proc/[pid]/ns/[kind]") @link',
  self: '@path("/proc/self") @link',
  x86: '@path("/proc/cpuinfo") @arch("x86_64")',
  arm: '@path("/proc/cpuinfo") @arch("aarch64", "armv7l")',
  eventfd: '@path("/proc/[pid]/fdinfo/[fd]")',
  plain: '@path("/proc/[pid]/fdinfo/[fd]") @binary',
  flag: '@path("/proc/sys/net/ipv4/conf/[interface]/forwarding") @path("/proc/sys/net/ipv4/ip_forward")',
  number: '@path("/proc/sys/net/ipv4/conf/all/[name]", "/proc/sys/kernel/pty/*")',
  word: '@path("/proc/sys/kernel/pty/n*r")',
});

test.each([
  ['/proc/1/stat', 'stat'],
  ['/proc/self', 'self'],
  ['/proc/self/stat', 'stat'],
  ['/proc/thread-self/stat', 'stat'],
  ['/proc/1/task/12/stat', 'stat'],
  ['/proc/stat', 'system'],
  ['copy/17/task/18/stat', 'stat'],
  ['/tmp/copy/stat', 'system'],
  ['/proc/1/maps', 'maps'],
  ['/proc/1/task/1/maps', undefined],
  ['/proc/1/task/1/children', 'threads'],
  ['/proc/1/children', undefined],
  ['/proc/net/unix', 'unix'],
  ['/proc/self/net/unix', 'unix'],
  ['/proc/1/task/1/net/unix', 'unix'],
  ['/proc/1/ns/user', 'ns'],
  ['/proc/x/stat', undefined],
  ['/proc/sys/net/ipv4/conf/eth0/forwarding', 'flag'],
  ['/proc/sys/net/ipv4/conf/all/forwarding', 'number'],
  ['/proc/sys/net/ipv4/ip_forward', 'flag'],
  ['/proc/sys/kernel/pty/max', 'number'],
  ['/proc/sys/kernel/pty/nr', 'word'],
  ['/proc/1/fdinfo/0', 'eventfd'],
  ['/proc/1/fdinfo/x', undefined],
  ['/nowhere', undefined],
])('%s', (path, name) => {
  expect(formatOf(path, all)?.name).toBe(name);
});

test('several formats of one path: all that this architecture has', () => {
  const names = (path: string, arch?: string): string[] => formatsOf(path, all, arch).map(({ name }) => name);
  expect(names('/proc/cpuinfo')).toEqual(['x86', 'arm']);
  expect(names('/proc/cpuinfo', 'armv7l')).toEqual(['arm']);
  expect(names('/proc/cpuinfo', 's390x')).toEqual([]);
  expect(names('/proc/2/fdinfo/3', 's390x')).toEqual(['eventfd', 'plain']);
});

test('the header says what kind of file it is', () => {
  expect(all.get('ns')?.meta).toMatchObject({ kind: 'link', isBinary: false, arch: [] });
  expect(all.get('plain')?.meta).toMatchObject({ kind: 'file', isBinary: true, isProcessOnly: false });
  expect(() => formats({ x: '@path("/sys/x")' })).toThrow('"/sys/x" is no path of /proc');
  expect(() => formats({ x: '@path("/proc/x") @only("thread")' })).toThrow('@only takes "process"');
  expect(() => formats({ x: '@arch("x86_64")' })).toThrow('the header says no @path');
});
