/** Several observations of one scenario side by side, step by step, as a table for people. */
import Table from 'cli-table3';
import pc from 'picocolors';
import { plainText, type Dress } from '../report/index.js';
import { printAction, printEvent, type Observation, type Scenario } from '../scenario/index.js';

/** What one target answered. */
export interface Column {
  readonly target: string;
  readonly observation: Observation;
  /** The step at which it diverges, if it does. */
  readonly diverges?: number;
}

/** Widths of the frame around and between the cells. */
const FRAME = 3;

/** The table, at most `width` columns wide, without a newline at its end. */
export function sideBySide(scenario: Scenario, columns: readonly Column[], dress: Dress): string {
  const colours = pc.createColors(dress.colours);
  const each = Math.max(18, Math.floor((dress.width - FRAME) / (columns.length + 1)) - 1);
  const table = new Table({
    head: ['step', ...columns.map(({ target }) => target)],
    colWidths: Array.from({ length: columns.length + 1 }, () => each),
    wordWrap: true,
    wrapOnWordBoundary: false,
    style: { head: [], border: [], compact: true },
  });
  for (const [step, { action }] of scenario.steps.entries()) {
    const cells = columns.map(({ observation, diverges }) => {
      const text = seenIn(observation, step);
      return diverges === step ? colours.red(`${text} <-`) : text;
    });
    table.push([plainText(`${step + 1}. ${printAction(action)}`), ...cells]);
  }
  return table.toString();
}

function seenIn({ steps, ended }: Observation, step: number): string {
  if (ended.how !== 'complete' && ended.step === step) return plainText(`(${ended.how}: ${ended.detail})`);
  const events = steps[step];
  if (events === undefined) return '(not asked)';
  return events.map((event) => plainText(printEvent(event))).join('\n') || '(nothing)';
}
