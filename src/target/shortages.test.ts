/** Shortages: where each arrangement of cgroups tells that a process was refused. */
import { describe, expect, test } from '@jest/globals';
import { shortages } from './shortages.js';

const UNIFIED = '30 22 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate';
const LEGACY = '39 31 0:36 / /sys/fs/cgroup/pids rw,relatime - cgroup cgroup rw,pids';

describe('a machine that is short', () => {
  test('of memory says how many processes it has ended', () => {
    expect(told({ '/proc/vmstat': 'pgfault 12\noom_kill 3\noom_kill_x 9\n' })).toEqual([3, 0]);
  });

  test('of processes, in version 2, says so in our cgroup and those around it', () => {
    const files = {
      '/proc/self/cgroup': '0::/user.slice/session-1.scope\n',
      '/proc/self/mountinfo': `22 1 8:1 / / rw - ext4 /dev/sda rw\n${UNIFIED}\n`,
      '/sys/fs/cgroup/user.slice/session-1.scope/pids.events': 'max 4\n',
      '/sys/fs/cgroup/user.slice/pids.events': 'max 5\n',
      '/sys/fs/cgroup/other.slice/pids.events': 'max 100\n',
    };
    expect(told(files)).toEqual([0, 9]);
  });

  test('of processes, in version 1, says so in the hierarchy of that controller', () => {
    const files = {
      '/proc/self/cgroup': '9:name=systemd:/elsewhere\n8:cpu,pids:/mine\n5:memory:/other\n0::/\n',
      '/proc/self/mountinfo': `${LEGACY.replace('rw,pids', 'rw,cpu,pids')}\n${UNIFIED.replace('/cgroup rw', '/cgroup/unified rw')}\n`,
      '/sys/fs/cgroup/pids/mine/pids.events': 'max 7\n',
      '/sys/fs/cgroup/pids/other/pids.events': 'max 100\n',
    };
    expect(told(files)).toEqual([0, 7]);
  });

  test.each([
    ['a namespace of its own', '/', '/'],
    ['none', '/docker/1f', '/docker/1f'],
    ['a mount of another', '/../1f', '/'],
  ])('of processes, in a container that has of cgroups %s, says so at the top', (_of, path, root) => {
    const files = {
      '/proc/self/cgroup': `0::${path}\n`,
      '/proc/self/mountinfo': `${UNIFIED.replace(' / /sys', ` ${root} /sys`)}\n`,
      '/sys/fs/cgroup/pids.events': 'max 2\n',
    };
    expect(told(files)).toEqual([0, 2]);
  });

  test('of nothing that it tells: not Linux, or without cgroups', () => {
    expect(told({})).toEqual([0, 0]);
  });
});

function told(files: Readonly<Record<string, string>>): [memory: number, processes: number] {
  const { memory, processes } = shortages((path) => {
    const text = files[path];
    if (text === undefined) throw new Error(`${path}: no such file`);
    return text;
  });
  return [memory, processes];
}
