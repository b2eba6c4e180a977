/** What counts and repeats what stands before it, and what is padded. */
import { describe, expect, test } from '@jest/globals';
import { compile, holds, means, problemsOf, refuses } from './tiny-grammar.js';

describe('padded', () => {
  const left = compile('x ::= padded(name:text([^ \\n]), width=6) " " padded(n:u32, width=4) "|\\n"');

  test('puts spaces behind', () => {
    means(left, 'ab     12  |\n', { name: 'ab', n: 12 });
    means(left, 'abcdefg 12345|\n', { name: 'abcdefg', n: 12345 });
    refuses(left, 'ab 12  |\n', 3);
    refuses(left, 'ab      12  |\n', 7);
    holds(left);
  });

  test('puts spaces before, if it is aligned to the right', () => {
    const right = compile('x ::= padded(name:text([^ \\n:], min=1), width=6, align="right") ":" n:u32 "\\n"');
    means(right, '    lo:1\n', { name: 'lo', n: 1 });
    means(right, 'abcdefg:1\n', { name: 'abcdefg', n: 1 });
    refuses(right, '   lo:1\n', 0);
    refuses(right, ' abcdef:1\n', 0);
    expect(right.parse(' lo:1\n', { mode: 'tolerant' })).toEqual({ ok: true, value: { name: 'lo', n: 1 } });
    holds(right);
  });

  test('takes any padding in tolerant mode, but leaves what follows its own spaces', () => {
    for (const text of ['ab 1|\n', 'ab          1      |\n', 'ab     1 |\n'])
      expect(left.parse(text, { mode: 'tolerant' })).toEqual({ ok: true, value: { name: 'ab', n: 1 } });
  });

  test('pads words, groups and whole lines', () => {
    const line = compile('x ::= rows:row* row ::= padded((a:u32 (" " b:("on" | "off"))?), width=8) "\\n"');
    means(line, '1       \n2 off   \n123456789\n', {
      rows: [
        { a: 1, b: undefined },
        { a: 2, b: 'off' },
        { a: 123456789, b: undefined },
      ],
    });
    holds(line);
  });

  test.each([
    ['x ::= padded(a:u32) "\\n"', 'padded needs what it pads, and to how many bytes'],
    ['x ::= padded(a:u32, width=4, alig="left") "\\n"', "padded takes no 'alig' (did you mean 'align'?)"],
    ['x ::= padded(a:u32, width=4, align="up") "\\n"', 'align is "left" (spaces come behind)'],
    ['x ::= padded(a:text([^\\n]), width=4) "\\n"', 'a run of [^newline] does not know where to end'],
    [
      'x ::= padded(a:text([^\\n]), width=4, align="right") "\\n"',
      'what stands at the right of its padding may begin with a space',
    ],
  ])('refuses %s', (rules, message) => {
    expect(problemsOf(rules)).toContain(message);
  });
});

describe('a repetition that has as many elements as a list', () => {
  const table = compile(
    'x ::= cpus:cpu* "\\n" rows:row* cpu ::= " CPU" u32 row ::= name:[A-Z]+ ":" counts:count{=cpus} what:what? "\\n" count ::= " " u64 what ::= " " text([^\\n], min=1)',
  );

  test('in an enclosing record', () => {
    means(table, ' CPU0 CPU2\nA: 1 2 3 4\nB: 5 6\n', {
      cpus: [0, 2],
      rows: [
        { name: 'A', counts: [1n, 2n], what: '3 4' },
        { name: 'B', counts: [5n, 6n], what: undefined },
      ],
    });
    means(table, '\nA: 1\n', { cpus: [], rows: [{ name: 'A', counts: [], what: '1' }] });
    refuses(table, ' CPU0 CPU2\nA: 1\n', 15);
    holds(table);
  });

  test('in the same record, anew in each', () => {
    const pairs = compile(
      'x ::= pairs:pair* pair ::= kind:[A-Z]+ ":" names:name* "\\n" same(kind) ":" values:value{=names} "\\n" name ::= " " text([a-z], min=1) value ::= " " i64',
    );
    means(pairs, 'IP: a b\nIP: 1 -2\nTCP:\nTCP:\n', {
      pairs: [
        { kind: 'IP', names: ['a', 'b'], values: [1n, -2n] },
        { kind: 'TCP', names: [], values: [] },
      ],
    });
    refuses(pairs, 'IP: a b\nIP: 1\n', 13);
    refuses(pairs, 'IP: a\nTCP: 1\n', 6);
    holds(pairs);
  });

  test('counts long lists in the reference parser too', () => {
    const text = `${Array.from({ length: 21 }, (_, cpu) => ` CPU${cpu}`).join('')}\nA:${' 7'.repeat(22)}\n`;
    expect(table.parseReference(text)).toMatchObject({
      ok: true,
      parses: 1,
      value: { rows: [{ what: '7' }] },
    });
  });

  test('is printed only with so many', () => {
    const rows = [{ name: 'A', counts: [1n], what: undefined }];
    expect(() => table.print({ cpus: [0, 1], rows })).toThrow(
      'rows[0].counts: what is given is not a list of 2',
    );
    expect(table.renderWithDefaults({ cpus: [0, 1], rows: [{ name: 'A' }] })).toBe(' CPU0 CPU1\nA: 0 0\n');
  });

  test.each([
    [
      'x ::= as:a* "\\n" bs:a{=ab} a ::= [a-z] ","',
      "no list stands before this under 'ab' (did you mean 'as'?)",
    ],
    ['x ::= as:u32 "\\n" bs:a{=as} a ::= [a-z] ","', "what stands under 'as' is no list"],
    ['x ::= (as:a+ ";")? "\\n" bs:a{=as} a ::= [a-z] ","', "no list stands before this under 'as'"],
  ])('refuses %s', (rules, message) => {
    expect(problemsOf(rules)).toContain(message);
  });
});

describe('same', () => {
  const twice = compile('x ::= a:text([^\\n:]) ":" inner:y "\\n" y ::= b:u32 " " same(a)');

  test('is the text of an earlier field', () => {
    means(twice, 'ab:1 ab\n', { a: 'ab', inner: { b: 1 } });
    refuses(twice, 'ab:1 ac\n', 6);
    holds(twice);
  });

  test.each([
    ['x ::= a:u32 " " same(a) "\\n"', "what stands under 'a' is no text"],
    ['x ::= a:[a-z]+ " " same(b) "\\n"', "no text stands before this under 'b'"],
    ['x ::= a:[a-z]+ " " same() "\\n"', 'something to match must stand'],
    ['x ::= a:[a-z]+ " " same(a b) "\\n"', 'same needs the label of an earlier text'],
  ])('refuses %s', (rules, message) => {
    expect(problemsOf(rules)).toContain(message);
  });
});
