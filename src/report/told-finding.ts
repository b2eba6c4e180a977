/** A finding as it is told to people (reports/findings/*.md): its scenario, and the words that its program begins with. */
import type { ClauseId } from '../abi/index.js';
import type { Scenario } from '../scenario/index.js';
import type { Tale } from './program/index.js';

export interface ToldFinding {
  /** The text of its scenario, and the line of the file on which that begins, counted from 1. */
  readonly scenario: string;
  readonly line: number;
  readonly clause: ClauseId;
  /** The kernel that it was found on. */
  readonly target: string;
  readonly observed: string;
  readonly allowed: string;
  readonly cite: string;
}

const SCENARIO = /^```scn\n([^]*?)^```$/m;

/** Reads the text of a told finding; undefined for one that has no scenario. What else it does not say is empty. */
export function toldFinding(text: string): ToldFinding | undefined {
  const block = SCENARIO.exec(text);
  const [whole, scenario] = block ?? [];
  if (block === null || whole === undefined || scenario === undefined) return undefined;
  return {
    scenario,
    line: text.slice(0, block.index).split('\n').length + 1,
    clause: /^- Clause: `(.*)`$/m.exec(text)?.[1] ?? '',
    target: /^- Target: (.*)$/m.exec(text)?.[1] ?? '',
    observed: paragraph(text, 'Observed'),
    allowed: paragraph(text, 'Allowed'),
    cite: paragraph(text, 'Written in'),
  };
}

function paragraph(text: string, title: string): string {
  return (
    new RegExp(`^\\*\\*${title}\\.\\*\\* ([^]*?)(?:\\n\\n|\\n*$)`, 'm').exec(text)?.[1] ?? ''
  ).replaceAll('\n', ' ');
}

/** What its program tells: in question is the last step. */
export function taleOfTold(
  scenario: Scenario,
  { clause, target, observed, allowed, cite }: ToldFinding,
): Tale {
  return {
    scenario,
    inQuestion: scenario.steps.length - 1,
    clause: { id: clause, prose: plain(allowed), cite: plain(cite) },
    notes: [`Found on ${target}: ${plain(observed)}`],
  };
}

/** Without the marks of Markdown. */
function plain(text: string): string {
  return text.replaceAll('`', '');
}
