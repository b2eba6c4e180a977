/** The report as one HTML file: it works offline, loads nothing, and shows foreign text as text only. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../spec/index.js';
import { grouped } from '../plain-text.js';
import type { RunResult } from '../result.js';
import { answer, shortAnswer } from './answer.js';
import { coverageLists } from './coverage-lists.js';
import { doubts } from './doubts.js';
import { findingsOf } from './finding.js';
import { findingsSection } from './findings-section.js';
import { markup, Markup } from './markup.js';
import { matrix } from './matrix.js';

/**
 * `result` as a page. Its policy allows nothing but the style and the script that stand in it.
 *
 * Throws the error of the file system where the page's style or script is missing from the package.
 */
export function htmlPage(result: RunResult): string {
  const style = asset('report.css');
  const script = asset('report.js');
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>\n${
    markup`<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>abide: ${shortAnswer(result)}</title>
<style>${new Markup(style)}</style></head>
<body>${body(result)}<script>${new Markup(script)}</script></body></html>`.text
  }\n`;
}

function body(result: RunResult): Markup {
  const found = findingsOf(result);
  const doubtful = doubts(result);
  return markup`<header class="top"><div class="inner">
    <h1>abide <span>conformance report</span></h1>
    <nav aria-label="Sections"><a href="#answer">Answer</a> <a href="#clauses">Clauses</a> <a href="#coverage">Coverage</a>
      <a href="#findings">Findings (${grouped(found.length)})</a>${doubtful !== undefined && markup` <a href="#doubts">Doubts</a>`}</nav>
  </div></header>
  <main>${answer(result)} ${matrix(result)} ${coverageLists(result)} ${findingsSection(result, found)} ${doubtful}</main>
  <footer><p>Made by abide${result.at !== undefined && ` at ${result.at}`}. The same result for programs: result.json,
    junit.xml, result.tap and result.sarif beside this file; each scenario in findings/.</p></footer>`;
}

/** The style and the script are files of their own, so that they are checked like all other code. */
function asset(name: string): string {
  return readFileSync(join(packageRoot(), 'src', 'report', 'page', name), 'utf8');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
