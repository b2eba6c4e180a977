/** The page as text: what stands where, and that a foreign text stays text. The browser has its own test. */
import { describe, expect, test } from '@jest/globals';
import { clean, guilty, SPEC } from '../fixtures/toy.js';
import { hostileResult } from '../fixtures/hostile.js';
import { runResult, type CauseResult } from '../result.js';
import { escapeHtml, markup } from './markup.js';
import { htmlPage } from './page.js';
import { drawSequence } from './sequence-svg.js';
import { sequenceOf } from './sequence.js';
import { wrapCode } from './wrap-code.js';

describe('markup', () => {
  test('escapes every value, and nothing twice', () => {
    const name = '<b title="x">&\'';
    expect(markup`<p>${name}${markup`<i>${1}</i>`}${false}${undefined}${['a', '<']}</p>`.text).toBe(
      '<p>&lt;b title=&quot;x&quot;&gt;&amp;&#39;<i>1</i>a&lt;</p>',
    );
  });

  test('shows what cannot be seen, and keeps lines', () => {
    expect(escapeHtml('a\nb\u0000\u001b\u202e\ud800\r')).toBe('a\nb\\x00\\x1b\\x202e\ufffd\\x0d');
  });
});

describe('the page', () => {
  test('opens with the answer in one sentence', () => {
    expect(htmlPage(runResult(SPEC, [guilty()]))).toContain(
      'toy does not behave as Linux does: programs saw it break 1 of 1 promise put to the test.',
    );
    const good = htmlPage(runResult(SPEC, [clean()], new Date(0)));
    expect(good).toContain('each of 1 promise put to the test was kept, in 3 scenarios.');
    expect(good).toContain('<p>Nothing was found.</p>');
    expect(good).toContain('1970-01-01T00:00:00.000Z');
  });

  test('tells a text of /proc by its difference: there is no scenario to draw or to replay', () => {
    const departing = hostileResult(4).targets[0]?.findings.find(({ kind }) => kind === 'departs');
    const result = hostileResult(0);
    const targets = result.targets.map((target) => ({
      ...target,
      findings: departing === undefined ? [] : [departing],
    }));
    const page = htmlPage({ ...result, targets });
    expect(page).toContain('aria-label="Copy the difference"');
    expect(page).not.toContain('class="comparison"');
    expect(page).not.toContain('abide replay');
  });

  test('lets nothing foreign begin an element, and allows no script but its own', () => {
    const page = htmlPage(hostileResult(8));
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page.match(/<img/g)).toBeNull();
    expect(page).toContain('-t &#39;toy&lt;script&gt;&#39;</code>');
    expect(page).not.toContain('href="javascript');
    expect(page).toMatch(
      /content="default-src &#39;none&#39;; style-src &#39;sha256-[^"]*script-src &#39;sha256-/,
    );
    expect(page.match(/(?:src|href)="(?!#)[^"]*"/g)).toBeNull();
  });
});

describe('a sequence', () => {
  const cause = {
    step: 4,
    scenario:
      'setting: profile linux-6.18\nA: pipe2(0) = 0 [3, 4]\nA: fork() = B\nB: read(3, 16) ...\nA: write(4, "x") = 1\nB: read = 1 "x"\nA: wait4(B, 0)\n',
    observed: ['A: write = 1', 'B: read = EINTR'],
    allowed: [{ events: ['A: write = 1', 'B: read = 1 "x"'], clauses: [] }],
  } as unknown as CauseResult;

  test('tells who acts, who sees something of it, who begins and who sleeps', () => {
    const { actors, rows } = sequenceOf(cause)!;
    expect(actors).toEqual(['A', 'B']);
    expect(
      rows.map(({ marks, when, began, asleep }) => [
        marks.map(({ actor }) => actor).join(),
        when,
        began,
        asleep,
      ]),
    ).toEqual([
      ['A', 'before', [], []],
      ['A,B', 'before', ['B'], []],
      ['B', 'before', [], ['B']],
      ['A,B', 'failing', [], []],
      ['A', 'after', [], []],
    ]);
    expect(rows[3]?.marks.map(({ lines }) => lines.map(({ text, kind }) => `${kind} ${text}`))).toEqual([
      ['asked write(4, "x")', 'seen = 1'],
      ['observed read = EINTR', 'allowed read = 1 "x"'],
    ]);
  });

  test('is drawn within its picture, one head an actor, with signs besides colours', () => {
    const svg = drawSequence(sequenceOf(cause)!, 'two actors').text;
    const [, width = '0', height = '0'] = /viewBox="0 0 (\S+) (\S+)"/.exec(svg) ?? [];
    for (const [, x = ''] of svg.matchAll(/ x[12]?="([^"]+)"/g))
      expect(Number(x)).toBeLessThan(Number(width));
    for (const [, y = ''] of svg.matchAll(/ y[12]?="([^"]+)"/g))
      expect(Number(y)).toBeLessThanOrEqual(Number(height));
    expect(svg.match(/class="head"/g)).toHaveLength(2);
    expect(svg.match(/class="sleep"/g)).toHaveLength(1);
    expect(svg).toContain('\u2717 read = EINTR');
    expect(svg).toContain('\u2713 read = 1 &quot;x&quot;');
  });

  test('is not drawn where there is no scenario', () => {
    expect(sequenceOf({ ...cause, scenario: '' })).toBeUndefined();
    expect(sequenceOf({ ...cause, scenario: 'no scenario' })).toBeUndefined();
  });
});

test('code is broken where a reader would break it, and not without end', () => {
  expect(wrapCode('rt_sigaction(SIGUSR1, {handler: handler})', 24, 9)).toEqual([
    'rt_sigaction(SIGUSR1, {',
    '  handler: handler})',
  ]);
  expect(wrapCode('x'.repeat(50), 20, 9)).toEqual([
    'x'.repeat(20),
    `  ${'x'.repeat(18)}`,
    `  ${'x'.repeat(12)}`,
  ]);
  expect(wrapCode('x'.repeat(50), 20, 2)).toEqual(['x'.repeat(20), `  ${'x'.repeat(15)}...`]);
  expect(wrapCode('', 20, 2)).toEqual(['']);
});
