/** All findings, with what searches and filters them. */
import { KIND_WORDS } from '../finding-text.js';
import { counted } from '../plain-text.js';
import type { RunResult } from '../result.js';
import { findingEntry, type Found } from './finding.js';
import { markup, type Markup } from './markup.js';

/** The section: `found` in this order, each closed. */
export function findingsSection({ targets }: RunResult, found: readonly Found[]): Markup {
  return markup`<section id="findings" aria-labelledby="findings-title">
    <h2 id="findings-title">Findings</h2>
    ${
      found.length === 0
        ? markup`<p>Nothing was found.</p>`
        : tools(
            targets.map(({ target }) => target),
            found,
          )
    }
    <div id="finding-list">${found.map(findingEntry)}</div>
    <noscript><p>Findings open with JavaScript. Without it, findings/ beside this file holds the same as text.</p></noscript>
  </section>`;
}

function tools(targets: readonly string[], found: readonly Found[]): Markup {
  const kinds = [...new Set(found.map(({ finding }) => finding.kind))];
  const states = [...new Set(found.map(({ finding }) => finding.expectation !== undefined))];
  return markup`<div class="tools">
    <label>Search <input type="search" id="finding-search" placeholder="clause, call, errno, any text" autocomplete="off"></label>
    ${
      targets.length > 1 &&
      choice(
        'finding-target',
        'Target',
        targets.map((target) => [target, target]),
      )
    }
    ${
      kinds.length > 1 &&
      choice(
        'finding-kind',
        'Kind',
        kinds.map((kind) => [kind, KIND_WORDS[kind]]),
      )
    }
    ${
      states.length > 1 &&
      choice('finding-expected', 'Expected', [
        ['no', 'no'],
        ['yes', 'yes'],
      ])
    }
    <output id="finding-count" aria-live="polite">${counted(found.length, 'finding')}</output>
  </div>`;
}

function choice(id: string, label: string, options: readonly (readonly [string, string])[]): Markup {
  return markup`<label>${label} <select id="${id}"><option value="">all</option>${options.map(
    ([value, text]) => markup`<option value="${value}">${text}</option>`,
  )}</select></label>`;
}
