/**
 * No code of src/ decides by a system call's name: names stand in spec/, suites/, scenarios and reports.
 * So adding a call is one YAML file. The syntax tree is read: comments and import paths do not count.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';

/** Words that happen to be calls as well. `in` says where the word means the other thing. */
const NOUNS: Readonly<Record<string, { readonly in: RegExp; readonly because: string }>> = {
  pipe: { in: /^src\/(kernel|target|spec)\//, because: 'a kind of open file; stdio of a child process' },
  close: {
    in: /^src\/(target|cli|trial)\//,
    because: 'the event of a Node stream or child process that ended',
  },
  exit: { in: /^src\/(target|cli)\//, because: 'the event of a Node process that ended' },
  stat: {
    in: /^src\/(grammar|kernel|target|oracle|trial|report|cli|scenario|generator)\//,
    because: '/proc/PID/stat',
  },
  link: {
    in: /^src\/(grammar|procfs|cli|spec\/expectations)\/|^src\/target\/(proc-entry|walk-frames)\.ts$/,
    because: 'a symbolic link of /proc, whose text is a format; the address that an expectation names',
  },
  times: { in: /^src\/grammar\/emit\//, because: 'how often an item of a list comes: a key of a plan' },
  read: { in: /^src\/grammar\/emit\//, because: 'what generated functions do: part of their names' },
  unshare: { in: /^src\/target\/guest\//, because: 'the program of util-linux that confines a guest' },
  time: { in: /^src\/(report|cli)\//, because: 'a column and an option of reports' },
};

describe('no string of src/ is the name of a system call', () => {
  const calls = callNames();

  test('the names of the calls are known', () => {
    expect(calls.size === 0 || calls.size > 20).toBe(true);
  });

  test('but for nouns that happen to be calls', () => {
    const found = sources().flatMap((file) =>
      stringsOf(file, readFileSync(file, 'utf8'))
        .filter(({ text }) => calls.has(text) && NOUNS[text]?.in.test(file) !== true)
        .map(({ text, line }) => `${file}:${line}: '${text}'`),
    );
    expect(found).toEqual([]);
  });

  test('a planted name is seen, in each of its disguises', () => {
    const planted = [
      "if (name === 'dup2') {}",
      'const a = `dup2`;',
      "type T = 'dup2';",
      "const o = { 'dup2': 1 };",
    ];
    for (const text of planted) expect(stringsOf('planted.ts', text).map((s) => s.text)).toContain('dup2');
    expect(stringsOf('planted.ts', "import './dup2.js'; import x from 'dup2'; // 'dup2'")).toEqual([]);
  });

  test('every noun says where and why', () => {
    for (const [noun, { because }] of Object.entries(NOUNS)) expect(`${noun}: ${because}`).toMatch(/: .{8,}/);
  });
});

function callNames(): ReadonlySet<string> {
  const files = readdirSync('spec/syscalls', { recursive: true, encoding: 'utf8' });
  return new Set(files.filter((file) => file.endsWith('.yaml')).map((file) => basename(file, '.yaml')));
}

function sources(): string[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('/fixtures/'))
    .map((file) => `src/${file}`);
}

function stringsOf(file: string, source: string): { readonly text: string; readonly line: number }[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const strings: { text: string; line: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isStringLiteralLike(node) &&
      !ts.isImportDeclaration(node.parent) &&
      !ts.isExportDeclaration(node.parent)
    ) {
      strings.push({
        text: node.text,
        line: tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1,
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return strings;
}
