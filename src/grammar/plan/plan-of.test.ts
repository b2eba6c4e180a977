import { describe, expect, test } from '@jest/globals';
import { compileFormat } from '../format.js';
import { readGrammar } from '../notation/read-grammar.js';
import { resolve } from '../resolve.js';
import { holds, means, compile, refuses } from '../tiny-grammar.js';
import { planOf, type Plan } from './index.js';

const HEADER = '@path("/proc/x") @summary("x") @source("x.c", "x") @manual("x(5)") @since("1.0")\n';

function plan(rules: string): Plan {
  const { meta, root } = compileFormat(
    resolve('proc/x', readGrammar('x.ebnf', HEADER + rules), () => undefined),
  );
  return planOf({ meta, root });
}

function bodyOf(rules: string): unknown {
  const { functions, entry } = plan(rules);
  return functions[entry.strict]?.body;
}

describe('types', () => {
  test('a record of the same rule stands once, and its fields have names fit for all languages', () => {
    const { records } = plan(
      'x ::= PPid:y " " VmRSS:y " " "Max cpu time":u64 "\\n" y ::= a:u32 ("," b:u8 @unit("pages"))?',
    );
    expect(records.map(({ name }) => name)).toEqual(['x', 'y']);
    expect(records[0]?.fields.map(({ name }) => name)).toEqual(['ppid', 'vm_rss', 'max_cpu_time']);
    expect(records[1]?.fields[1]).toMatchObject({ presence: 'sometimes', notes: { unit: 'pages' } });
  });

  test('alternatives of different types are a union, and values say which member they are', () => {
    const rules = 'x ::= a:(u64 | text([a-z], min=1)) "\\n"';
    expect(plan(rules).records[0]?.fields[0]?.type).toMatchObject({
      kind: 'union',
      members: [{ kind: 'integer' }, { kind: 'bytes' }],
    });
    expect(bodyOf(rules)).toMatchObject([
      { op: 'choose', cases: [{ body: [{ into: { member: 0 } }] }, { body: [{ into: { member: 1 } }] }] },
      { op: 'literal' },
      { op: 'end' },
    ]);
  });
});

describe('looks', () => {
  test('are one byte where one decides, and no more bytes of a key than decide', () => {
    const looks = bodyOf('@table(":", "\\n") x ::= Sa:u8? Seccomp:u8? Seccomp_filters:u8? Z:u8?');
    expect(looks).toMatchObject([
      { look: { kind: 'bytes', any: ['Sa'] } },
      { look: { kind: 'bytes', any: ['Seccomp:'] } },
      { look: { kind: 'byte', set: 1n << 83n } },
      { look: { kind: 'byte', set: 1n << 90n } },
      { op: 'end' },
    ]);
  });
});

describe('a choice whose alternatives begin alike', () => {
  test('stands behind what they have in common', () => {
    expect(bodyOf('x ::= (a:u32 "-" b:u32 | a:u32 "-" | a:u32 ":" c:u8) "\\n"')).toMatchObject([
      { op: 'integer' },
      {
        op: 'choose',
        cases: [
          { look: { kind: 'steps' }, body: [{ op: 'literal' }, { op: 'integer' }] },
          { look: { kind: 'bytes', any: ['-\n'] }, body: [{ op: 'literal' }] },
          { look: { kind: 'byte', set: 1n << 58n }, body: [{ op: 'literal' }, { op: 'integer' }] },
        ],
      },
      { op: 'literal' },
      { op: 'end' },
    ]);
  });

  test('is an optional part where one alternative has nothing more, which says what else could stand there', () => {
    const rules =
      'x ::= (named | pair) "\\n" named ::= padded(pair, width=8) " " c:u8 pair ::= a:u8 "-" b:u8';
    expect(bodyOf(rules)).toMatchObject([
      { op: 'slice', register: 0, body: [{ op: 'integer' }, { op: 'literal' }, { op: 'integer' }] },
      {
        op: 'if',
        look: { kind: 'byte', set: 1n << 32n },
        body: [{ op: 'pad-behind', taken: 0, body: [] }, { op: 'literal' }, { op: 'integer' }],
      },
      { op: 'literal', bytes: '\n', expected: 4 },
      { op: 'end' },
    ]);
    expect(plan(rules).expectations[4]).toEqual(['padding to 8 bytes', '" "', '"\\n"']);
    expect(plan(rules).registers).toBe(1);
  });

  test('takes what it took before, and fails farther on', () => {
    const rules = 'named ::= padded(pair, width=8) " " c:u8 pair ::= a:u8 "-" b:u8';
    const format = compile(`x ::= lines:line* line ::= (named | pair) "\\n" ${rules}`);
    means(format, '1-2      3\n4-5\n', {
      lines: [
        { a: 1, b: 2, c: 3 },
        { a: 4, b: 5, c: undefined },
      ],
    });
    refuses(format, '4-5\n1-2     3\n', 12);
    refuses(format, '4-5:\n', 3);
    holds(format);
  });

  test.each([
    ['is read in another way in one of them', 'x ::= (a:u32 "-" | a:u64 ":") "\\n"'],
    ['may be read in several ways', 'x ::= (a:u8? ";" b:u8 "-" | a:u8? ";" b:u8 ":") "\\n"'],
    ['comes again later', 'x ::= (a:text([a-z], min=1) "-" same(a) | a:text([a-z], min=1) ":") "\\n"'],
    ['is only a part of what is padded', 'x ::= (padded(a:u8 "-", width=8) ";" | a:u8 ":") "\\n"'],
  ])('stands before it where that %s', (_, rules) => {
    expect(bodyOf(rules)).toMatchObject([{ op: 'choose' }, { op: 'literal' }, { op: 'end' }]);
  });
});

test('modes share the functions and expectations that are the same in both', () => {
  const { functions, entry } = plan('x ::= a:u8 "\\n" extra("more", [^\\n])');
  expect(entry).toEqual({ strict: 0, tolerant: 1 });
  expect(functions).toHaveLength(2);
  const same = plan('x ::= a:hex8(width=2) "\\n"');
  expect(same.functions).toHaveLength(2);
});
