/** Structs of the text: what is chosen fits their layout, and every sort of good and wrong value comes. */
import { describe, expect, test } from '@jest/globals';
import { signalNumber, type Value } from '../../abi/index.js';
import { loadSpec } from '../../spec/index.js';
import { Gene } from '../gene.js';
import type { Moment } from '../moment.js';
import { chooseCloneFlags } from './clone.js';
import { chooseInfo } from './siginfo.js';
import { chooseStruct } from './struct.js';

const loaded = loadSpec();
if (!loaded.ok) throw new Error('spec/ has problems: run abide spec check');
const { abi } = loaded.spec;
const signature = abi.calls['getpid'];
if (signature === undefined) throw new Error('there is no call to choose for');

const nobody = { descriptors: [], children: [], canFork: true };
const self = { ...nobody, name: 'A', state: 'idle', leader: 'A' } as const;
const ended = { ...nobody, name: 'B', state: 'gone', leader: 'B' } as const;
const moment: Moment = { abi, actor: self, actors: [self, ended], signature, chosen: [] };

function draws(choose: (gene: Gene) => Value, times = 4000): Value[] {
  return Array.from({ length: times }, (_, index) => choose(new Gene((index * 0x9e3779b1) & 0x7fffffff)));
}

function field(value: Value, name: string): Value | undefined {
  return value.kind === 'struct' ? value.fields[name] : undefined;
}

/** What of `value` has no place in the struct called `name`. */
function strangers(name: string, value: Value): string[] {
  if (value.kind !== 'struct') return [name];
  const layout = abi.structs[name]?.x86_64.fields ?? [];
  return Object.entries(value.fields).flatMap(([key, inner]) => {
    const known = layout.find((one) => one.name === key);
    if (known === undefined) return [`${name}.${key}`];
    const nested = /^struct:(.*)$/.exec(known.noun)?.[1];
    return nested === undefined ? unknownNames(inner) : strangers(nested, inner);
  });
}

function unknownNames(value: Value): string[] {
  if (value.kind !== 'names') return [];
  return value.names.filter((one) => !(one in abi.constants.x86_64) && signalNumber(one) === undefined);
}

describe('structs that are chosen', () => {
  test.each(Object.keys(abi.structs))('%s has no field and no name that Linux does not know', (name) => {
    const chosen = draws((gene) => chooseStruct(gene, moment, name), 500);
    expect(chosen.flatMap((value) => strangers(name, value))).toEqual([]);
  });

  test('times are none, short, far, negative, and have too many parts', () => {
    const times = draws((gene) => chooseStruct(gene, moment, 'timespec')).map((value) => {
      const [sec, nsec] = [field(value, 'sec'), field(value, 'nsec')];
      return `${sec?.kind === 'int' ? sec.value : '-'} ${nsec?.kind === 'int' ? nsec.value : '-'}`;
    });
    expect(times).toEqual(expect.arrayContaining(['0 0', '0 1000000', '1000 0', '-1 0', '0 1000000000']));
  });

  test('a pidfd is asked for where the flags give one, and numbers of those who ended are handed out again', () => {
    const made = draws((gene) => chooseStruct(gene, moment, 'clone_args'));
    for (const value of made) {
      const flags = field(value, 'flags');
      const gives = flags?.kind === 'names' && flags.names.includes('CLONE_PIDFD');
      expect(field(value, 'pidfd') !== undefined).toBe(gives);
    }
    const numbers = made.map((value) => field(value, 'set_tid'));
    expect(numbers).toContainEqual({ kind: 'list', items: [{ kind: 'actor', actor: 'B', negated: false }] });
  });

  test('the flags of clone have the exit signal among them', () => {
    const flags = draws(chooseCloneFlags);
    expect(flags.flatMap(unknownNames)).toEqual([]);
    expect(flags).toContainEqual({ kind: 'names', names: ['CLONE_VM', 'CLONE_VFORK', 'SIGCHLD'] });
    expect(flags).toContainEqual({ kind: 'names', names: ['SIGCHLD'] });
  });

  test('a siginfo has the fields of its code, and says who sent it', () => {
    for (const value of draws((gene) => chooseInfo(gene, moment), 200)) {
      const code = field(value, 'code');
      const isTimer = code?.kind === 'names' && code.names.includes('SI_TIMER');
      const sender = { kind: 'actor', actor: 'A', negated: false };
      expect(field(value, 'pid')).toEqual(isTimer ? undefined : sender);
      const hasValue = code?.kind !== 'names' || !/USER|KERNEL/.test(code.names[0] ?? '');
      expect(field(value, 'value') !== undefined).toBe(hasValue);
    }
  });
});
