import { describe, expect, test } from '@jest/globals';
import { ALL_CAPABILITIES, allBut, capability, OVER_FILES } from './capability.js';
import { afterExec, isAnother, rootIdentity, withFileUser, withUsers } from './credentials.js';

const ROOT = rootIdentity(ALL_CAPABILITIES).credentials;
const ids = (real: number, effective: number, saved: number) => ({ real, effective, saved, file: effective });

describe('capabilities follow root', () => {
  test.each([
    ['stay where nothing but the real user leaves', ids(1000, 0, 0), ALL_CAPABILITIES, ALL_CAPABILITIES],
    ['are not wielded by another effective user', ids(0, 1000, 0), ALL_CAPABILITIES, 0n],
    ['are gone where no id is that of root', ids(1000, 1000, 1000), 0n, 0n],
  ])('%s', (_, users, permitted, effective) =>
    expect(withUsers(ROOT, users)).toMatchObject({ users, permitted, effective }),
  );

  test('are wielded again with the effective user', () => {
    const away = withUsers(ROOT, ids(0, 1000, 0));
    expect(withUsers(away, ids(0, 0, 0)).effective).toBe(ALL_CAPABILITIES);
    const gone = withUsers(ROOT, ids(1000, 1000, 1000));
    expect(withUsers(gone, ids(1000, 1000, 1000)).effective).toBe(0n);
  });

  test('over files come and go with the user for files', () => {
    const away = withFileUser(ROOT, 1000);
    expect(away.effective).toBe(ALL_CAPABILITIES & ~OVER_FILES);
    expect(withFileUser(away, 0).effective).toBe(ALL_CAPABILITIES);
    expect(withFileUser(withFileUser(ROOT, 1000), 1001).effective).toBe(away.effective);
  });
});

describe('a new image', () => {
  test('gives root what the machine does not withhold, and lets saved and file ids follow', () => {
    const old = withFileUser({ ...ROOT, bounding: allBut(['CAP_SYS_RESOURCE']) }, 1000);
    const next = afterExec(old, false);
    expect(next.users).toEqual(ids(0, 0, 0));
    expect(next.effective & capability('CAP_SYS_RESOURCE')).toBe(0n);
    expect(next.effective & OVER_FILES).toBe(OVER_FILES);
  });

  test('gives a real root without an effective one permissions that it does not wield', () => {
    const next = afterExec(withUsers(ROOT, ids(0, 1000, 0)), false);
    expect(next).toMatchObject({ users: ids(0, 1000, 1000), permitted: ALL_CAPABILITIES, effective: 0n });
  });

  test('gives nothing that is new where that is unsafe', () => {
    const poor = { ...withUsers(ROOT, ids(0, 1000, 0)), permitted: 0n };
    expect(afterExec(poor, true).permitted).toBe(0n);
    expect(afterExec(poor, false).permitted).toBe(ALL_CAPABILITIES);
  });
});

test('whose effective or file ids change, or who has more rights, is another', () => {
  expect(isAnother(ROOT, withUsers(ROOT, ids(1000, 0, 1000)))).toBe(false);
  expect(isAnother(ROOT, withUsers(ROOT, ids(0, 1000, 0)))).toBe(true);
  expect(isAnother(ROOT, withFileUser(ROOT, 1))).toBe(true);
  expect(isAnother(ROOT, { ...ROOT, groups: ids(0, 1, 0) })).toBe(true);
  expect(isAnother({ ...ROOT, permitted: 0n }, ROOT)).toBe(true);
  expect(isAnother(ROOT, { ...ROOT, permitted: 0n })).toBe(false);
});

test('a capability that nobody knows is a bug', () => {
  expect(() => allBut(['CAP_FLY'])).toThrow('no capability is called CAP_FLY');
});
