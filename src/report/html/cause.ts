/** One cause of a finding: the picture, observed against allowed, the scenario and the program to copy. */
import { counted } from '../plain-text.js';
import type { CauseResult, FindingResult, TargetResult } from '../result.js';
import { findingFile, programFile } from '../saved-finding.js';
import { markup, type Markup } from './markup.js';
import { drawSequence } from './sequence-svg.js';
import { sequenceOf } from './sequence.js';

/** Everything that is known of the cause. */
export function causeDetails(
  target: TargetResult,
  finding: FindingResult,
  cause: CauseResult,
  nth: number,
): Markup {
  const many = finding.causes.length;
  const seen =
    cause.scenario === ''
      ? [copied(cause.difference, 'difference')]
      : [picture(cause), comparison(target, cause), scenario(target, finding, cause, nth)];
  return markup`<section class="cause">
    <h4>${many === 1 ? 'What happened' : `Cause ${nth + 1} of ${many}`}</h4>
    <p class="hint">${story(cause)}From ${cause.origin}.</p>
    ${seen} ${program(target, finding, cause, nth)}
  </section>`;
}

/** How the scenario came to be; a text of /proc has no steps. */
function story({ scenario, step, steps, stepsBefore, shrunk, count }: CauseResult): string {
  if (scenario === '') return '';
  const made = shrunk ? `shrunk from ${counted(stepsBefore, 'step')}` : 'not the smallest';
  return `Step ${step} of ${steps}, ${made}, seen in ${counted(count, 'scenario')}. `;
}

function picture(cause: CauseResult): Markup | undefined {
  const sequence = sequenceOf(cause);
  if (sequence === undefined) return undefined;
  const label = `Sequence of ${counted(sequence.rows.length, 'step')} by ${counted(sequence.actors.length, 'actor')}: the scenario below says the same as text`;
  return markup`<div class="scroll picture" tabindex="0" role="group" aria-label="Diagram">${drawSequence(sequence, label)}</div>`;
}

function comparison(
  { target, profile }: TargetResult,
  { observed, allowed, difference }: CauseResult,
): Markup {
  const seen = observed.length === 0 && allowed.length === 0 ? [difference] : observed;
  return markup`<div class="comparison">
    <div class="side observed"><h5>\u2717 ${target} did</h5>${events(seen)}</div>
    <div class="side allowed"><h5>\u2713 Linux may do (${profile})</h5>
      ${allowed.length === 0 && markup`<p>whatever keeps the promise</p>`}
      ${allowed.map(
        (outcome, index) => markup`${index > 0 && markup`<p class="or">or</p>`}${events(outcome.events)}
        ${outcome.clauses.length > 0 && markup`<p class="why">${outcome.clauses.join(', ')}</p>`}`,
      )}</div>
  </div>`;
}

function events(texts: readonly string[]): Markup {
  return texts.length === 0 ? markup`<p>nothing</p>` : markup`<pre>${texts.join('\n')}</pre>`;
}

function scenario(target: TargetResult, finding: FindingResult, cause: CauseResult, nth: number): Markup {
  const file = findingFile(target, finding, nth);
  const replay = `npx abide replay ${file} -t ${shellWord(target.target)}`;
  return markup`<h5>Scenario</h5>${copied(cause.scenario.trimEnd(), 'scenario')}
    <p class="hint">Saved as <code>${file}</code>. Does it still happen? <code>${replay}</code></p>`;
}

function program(
  target: TargetResult,
  finding: FindingResult,
  cause: CauseResult,
  nth: number,
): Markup | undefined {
  if (cause.program === undefined) {
    return cause.programRefused === undefined
      ? undefined
      : markup`<p class="hint">There is no C program: ${cause.programRefused}</p>`;
  }
  const file = programFile(target, finding, nth);
  return markup`<h5>C program</h5>${copied(cause.program.trimEnd(), 'C program')}
    <p class="hint">Saved as <code>${file}</code>. It ends with 0 where Linux's answer is seen, with 1 where something else is.</p>`;
}

function copied(text: string, what: string): Markup {
  return markup`<div class="code"><button type="button" class="copy" aria-label="Copy the ${what}">Copy</button><pre tabindex="0"><code>${text}</code></pre></div>`;
}

/** A word as a shell reads it. */
function shellWord(word: string): string {
  return /^[\w:./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
