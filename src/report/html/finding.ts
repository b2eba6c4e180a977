/** A finding: what is seen at once, and behind it, drawn only when it is opened, everything that is known of it. */
import { stateOf } from '../clause-state.js';
import { GRAVEST_FIRST, KIND_WORDS } from '../finding-text.js';
import { counted } from '../plain-text.js';
import type { ExpectationResult, FindingResult, RunResult, TargetResult } from '../result.js';
import { causeDetails } from './cause.js';
import { markup, type Markup } from './markup.js';

/** A finding with the target that it is of. */
export interface Found {
  readonly target: TargetResult;
  readonly finding: FindingResult;
}

/** All findings of `result`, the gravest first, then those that most scenarios showed. */
export function findingsOf({ targets }: RunResult): Found[] {
  const found = targets.flatMap((target) => target.findings.map((finding) => ({ target, finding })));
  return found.sort((a, b) => gravity(a) - gravity(b) || seen(b.finding) - seen(a.finding));
}

/** The id of a finding in the page, the same from run to run. */
export function findingAnchor({ target }: TargetResult, { clause }: FindingResult): string {
  return `finding-${`${target}-${clause}`.replace(/[^A-Za-z0-9_]+/g, '-')}`;
}

/** The finding, closed. */
export function findingEntry({ target, finding }: Found): Markup {
  const { clause, kind, prose, causes } = finding;
  const [first] = causes;
  return markup`<details class="finding" id="${findingAnchor(target, finding)}" data-kind="${kind}" data-target="${target.target}" data-state="${stateOf(finding)}">
    <summary>
      <span class="tag ${stateOf(finding)}">${KIND_WORDS[kind]}</span> <code>${clause}</code>
      <span class="where">${target.target}${kind !== 'departs' && `, ${counted(seen(finding), 'scenario')}`}</span>
      ${prose !== undefined && markup`<span class="prose">${prose}</span>`}
      ${first !== undefined && markup`<span class="difference">${first.difference}</span>`}
    </summary>
    <template>${details({ target, finding })}</template>
  </details>`;
}

function gravity({ finding }: Found): number {
  return GRAVEST_FIRST.indexOf(finding.kind) + (finding.expectation === undefined ? 0 : GRAVEST_FIRST.length);
}

function seen({ causes }: FindingResult): number {
  return causes.reduce((sum, { count }) => sum + count, 0);
}

function details({ target, finding }: Found): Markup {
  const { cite, expectation, fingerprint, causes } = finding;
  return markup`<div class="details">
    <dl class="about">
      ${cite !== undefined && markup`<div><dt>Written</dt><dd>${cite}</dd></div>`}
      <div><dt>Fingerprint</dt><dd><code>${fingerprint}</code></dd></div>
    </dl>
    ${expectation !== undefined && expected(expectation)}
    ${causes.map((cause, nth) => causeDetails(target, finding, cause, nth))}
  </div>`;
}

function expected({ reason, link, versions, expires }: ExpectationResult): Markup {
  const web = link !== undefined && /^https?:\/\//.test(link);
  return markup`<aside class="expectation"><strong>Expected.</strong> ${reason}
    ${link !== undefined && (web ? markup`<a href="${link}" rel="noreferrer">${link}</a>` : link)}
    <span class="why">versions ${versions}, until ${expires}</span></aside>`;
}
