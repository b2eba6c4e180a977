/** Texts that say where they end, and tables that end where something else begins. */
import { describe, expect, test } from '@jest/globals';
import { compile, holds, means, problemsOf, refuses } from './tiny-grammar.js';

describe('a text that may hold its own end', () => {
  const lines = compile(
    'x ::= lines:line* line ::= id:hex32(width=8) ":" (" " path:text([^\\0], min=1, ends="\\n"))? "\\n"',
  );

  test('ends at the first behind which the rest can stand', () => {
    means(lines, '00000001: a\nb\n\n00000002:\n', {
      lines: [
        { id: 1, path: 'a\nb\n' },
        { id: 2, path: undefined },
      ],
    });
    means(lines, '00000001: a\n0000000g: b\n', { lines: [{ id: 1, path: 'a\n0000000g: b' }] });
    means(lines, '00000001: a\n00000002: b\n', {
      lines: [
        { id: 1, path: 'a' },
        { id: 2, path: 'b' },
      ],
    });
    refuses(lines, '00000001: a', 11);
    refuses(lines, '00000001: a\0\n', 11);
    holds(lines);
  });

  test('does not print a text that would end earlier', () => {
    const path = 'a\n00000002: b';
    expect(() => lines.print({ lines: [{ id: 1, path }] })).toThrow('no text of proc/x says this');
  });

  test('takes linear time', () => {
    const text = `00000001: ${'\n0000000'.repeat(100_000)}\n`;
    expect(lines.parse(text)).toMatchObject({ ok: true });
  });

  test('refuses what may not be followed by its end', () => {
    const rules = 'x ::= a:text([^\\0], ends="\\n") (b:u32 | ";" c:u32) "\\n"';
    expect(problemsOf(rules)).toContain('behind a text with ends="\\n" these bytes must stand');
    expect(problemsOf('x ::= a:text([^\\0], ends="\\n", last=")") "\\n"')).toContain(
      "by 'last' or by 'ends'",
    );
  });
});

describe('the last of some bytes within a line', () => {
  const lines = compile(
    'x ::= lines:line* line ::= "(" name:text([^\\n], last=")", within="\\n") ") " n:u32 "\\n"',
  );

  test('is not that of another line', () => {
    means(lines, '(a) b) 1\n()) 2\n', {
      lines: [
        { name: 'a) b', n: 1 },
        { name: ')', n: 2 },
      ],
    });
    refuses(lines, '(a 1\n(b) 2\n', 4);
    holds(lines);
  });

  test.each([
    ['x ::= ls:l* l ::= "(" n:text([^\\0], last=")", within="\\n") ")\\n"', 'the text may hold "\\n" itself'],
    [
      'x ::= ls:l* l ::= "(" n:text([^\\n], last=")", within="\\n") ")" m:[^\\n]* "\\n"',
      'what follows may hold ")" again',
    ],
    [
      'x ::= ls:l* "\\n" l ::= "(" n:text([^\\n], last=")", within="\\n") ")"',
      'within="\\n": these bytes must stand behind',
    ],
    ['x ::= "(" n:text([^\\n], within="\\n") ")\\n"', "'within' says where 'last' is looked for"],
  ])('refuses %s', (rules, message) => {
    expect(problemsOf(rules)).toContain(message);
  });
});

describe('tables', () => {
  const maps = compile(
    'x ::= maps:map* map ::= from:hex64 "-" to:hex64 " name:x\\n" table @table(":", "\\n", width=8) table ::= Rss:kB Pss:kB? Long_key:kB? kB ::= u64(width=4) " kB"',
  );
  const strict =
    '10-20 name:x\nRss:       4 kB\nLong_key:   1 kB\n20-30 name:x\nRss:       0 kB\nPss:    12345 kB\n';
  const first = { from: 16n, to: 32n, Rss: 4n, Pss: undefined, Long_key: 1n };
  const second = { from: 32n, to: 48n, Rss: 0n, Pss: 12345n, Long_key: undefined };

  test('pad their keys', () => {
    means(maps, strict, { maps: [first, second] });
    refuses(maps, strict.replace('Rss:       4', 'Rss:      4'), 21);
    holds(maps);
  });

  test('keep unknown lines where they stand, and end where what follows begins', () => {
    const text = '10-20 name:x\nNew:  7 kB\nRss: 4 kB\nOther:x\n20-30 name:x\nRss: 0 kB\nRss: 1 kB\n';
    expect(maps.parse(text, { mode: 'tolerant' })).toEqual({
      ok: true,
      value: {
        maps: [
          { ...first, Long_key: undefined, extra: { New: '7 kB', Other: 'x' } },
          { ...second, Pss: undefined, extra: { Rss: '1 kB' } },
        ],
      },
    });
    const { extra, ...rest } = { ...first, extra: { New: '7 kB' } };
    expect(maps.print({ maps: [{ ...rest, extra }] })).toBe(`${strict.slice(0, 46)}New:    7 kB\n`);
  });

  test('refuse what they do not take', () => {
    expect(problemsOf('@table(":", "\\n", widht=8) x ::= A:u32')).toContain("@table takes no 'widht'");
    expect(problemsOf('@table(":", width=8) x ::= A:u32')).toContain('@table needs two texts');
  });
});
