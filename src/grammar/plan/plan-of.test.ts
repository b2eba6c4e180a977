import { describe, expect, test } from '@jest/globals';
import { compileFormat } from '../format.js';
import { readGrammar } from '../notation/read-grammar.js';
import { resolve } from '../resolve.js';
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

test('modes share the functions and expectations that are the same in both', () => {
  const { functions, entry } = plan('x ::= a:u8 "\\n" extra("more", [^\\n])');
  expect(entry).toEqual({ strict: 0, tolerant: 1 });
  expect(functions).toHaveLength(2);
  const same = plan('x ::= a:hex8(width=2) "\\n"');
  expect(same.functions).toHaveLength(2);
});
