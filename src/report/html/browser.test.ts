/** The page in a real browser. Without one in PATH the tests are skipped, and their names say so. */
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { hostileResult, SCRIPT } from '../fixtures/hostile.js';
import { htmlPage } from './page.js';

/** Nothing is measured by it: a loaded machine may take its time. */
const PATIENCE = 50_000;
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'];
const executablePath = (process.env['PATH'] ?? '')
  .split(delimiter)
  .flatMap((directory) => BROWSERS.map((name) => join(directory, name)))
  .find(isExecutable);
const inBrowser = executablePath === undefined ? describe.skip : describe;
const directory = mkdtempSync(join(tmpdir(), 'abide-page-'));
let browser: Browser | undefined;

beforeAll(async () => {
  if (executablePath === undefined) return;
  browser = await chromium.launch({ executablePath, chromiumSandbox: false, timeout: PATIENCE });
});
afterAll(async () => {
  await browser?.close();
  rmSync(directory, { recursive: true, force: true });
});

inBrowser(
  `the page in a browser${executablePath === undefined ? ' (SKIPPED: no chromium in PATH)' : ''}`,
  () => {
    test('shows hostile text as text, and says nothing on the console', async () => {
      const { page, said } = await open(htmlPage(hostileResult(8)));
      for (const summary of await page.locator('.finding > summary').all()) await summary.click();
      expect(await drawn(page, '.finding[open] .details', 8)).toBe(8);
      expect(await page.evaluate('globalThis.caught')).toBeUndefined();
      expect(await page.locator('.matrix button').first().textContent()).toBe(SCRIPT);
      expect(await page.locator('.finding .where').first().textContent()).toBe('toy<script>, 2 scenarios');
      expect(await page.locator('.finding .prose').first().textContent()).toBe(SCRIPT);
      expect(await page.locator('script, img, iframe').count()).toBe(1);
      expect(said).toEqual([]);
    });

    test('draws a finding when it is opened, not before: by click, by keyboard, by address', async () => {
      const { page, said } = await open(htmlPage(hostileResult(8)));
      expect(await page.locator('svg.sequence').count()).toBe(0);
      await page.locator('.finding > summary').nth(0).click();
      await page.locator('.finding > summary').nth(1).press('Enter');
      expect(await drawn(page, 'svg.sequence', 2)).toBe(2);
      await page.locator('.matrix button').first().press('Enter');
      await page.locator('.matrix a.broken:visible').last().click();
      expect(await drawn(page, '.finding:target[open] .details', 1)).toBe(1);
      expect(said).toEqual([]);
    });

    test('searches findings, also those not drawn, and filters by kind and by what is expected', async () => {
      const { page } = await open(htmlPage(hostileResult(12)));
      const shown = async () => [
        await page.locator('.finding:visible').count(),
        await page.locator('#finding-count').textContent(),
      ];
      await page.fill('#finding-search', 'CALL-4');
      expect(await shown()).toEqual([1, '1 of 12 shown']);
      await page.fill('#finding-search', 'wait4');
      expect(await shown()).toEqual([9, '9 of 12 shown']);
      await page.fill('#finding-search', '');
      await page.selectOption('#finding-kind', 'departs');
      expect(await shown()).toEqual([3, '3 of 12 shown']);
      await page.selectOption('#finding-expected', 'yes');
      expect(await shown()).toEqual([1, '1 of 12 shown']);
    });

    test('opens the clauses of the matrix, and finds them by word and by how they stand', async () => {
      const { page } = await open(htmlPage(hostileResult(4)));
      const rows = page.locator('.matrix .clause:visible');
      expect(await rows.count()).toBe(0);
      await page.locator('.matrix button', { hasText: SCRIPT }).click();
      expect(await rows.count()).toBe(3);
      await page.fill('#clause-search', 'echo/');
      expect([await rows.count(), await page.locator('#clause-count').textContent()]).toEqual([
        4,
        '4 clauses',
      ]);
      await page.fill('#clause-search', '');
      await page.selectOption('#clause-state', 'expected');
      expect(await rows.count()).toBe(2);
      await page.selectOption('#clause-state', '');
      await page.click('#clause-more');
      expect(await page.locator('.matrix .owner:visible').count()).toBe(3);
    });

    test('copies the program', async () => {
      const { page } = await open(htmlPage(hostileResult(1)));
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.locator('.finding > summary').click();
      await page.locator('[aria-label="Copy the C program"]').click();
      await page.locator('.copy', { hasText: 'Copied' }).waitFor();
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
        `/* ${SCRIPT} */\nint main(void) { return 0; }`,
      );
    });

    test('holds a thousand findings without drawing them, and no wider than a narrow window', async () => {
      const { page, said } = await open(htmlPage(hostileResult(1000)), 360);
      const nodes = await page.evaluate('document.querySelectorAll("*").length');
      expect(nodes).toBeLessThan(20 * 1000);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
      await page.fill('#finding-search', 'call-997');
      await page.locator('.finding:visible > summary').click();
      expect(await drawn(page, 'svg.sequence', 1)).toBe(1);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
      expect(said).toEqual([]);
    });
  },
);

/** How many there are as soon as there are so many: a browser tells a page only afterwards that something was opened. */
async function drawn(page: Page, selector: string, count: number): Promise<number> {
  const found = page.locator(selector);
  await found.nth(count - 1).waitFor({ state: 'attached' });
  return found.count();
}

/** A page with this text, and everything that it complains of. */
async function open(text: string, width = 1280): Promise<{ page: Page; said: string[] }> {
  if (browser === undefined) throw new Error('no browser');
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) said.push(`asks for ${request.url()}`);
  });
  const file = join(directory, 'index.html');
  writeFileSync(file, text);
  await page.goto(pathToFileURL(file).href);
  return { page, said };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
