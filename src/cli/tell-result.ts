/** The result of a run: written as a report, printed, and made into an exit status. */
import { lastLine, plainText, summary, writeReport, type RunResult } from '../report/index.js';
import { CannotDo, coloursOf, printJson, type ExitStatus, type Io } from './io.js';
import { reasonOf } from './scenario-file.js';

const SHOWN_WIDTH = 80;

/** Where a result goes. */
export interface Telling {
  /** The directory of the report. */
  readonly report: string;
  readonly json?: boolean;
}

/**
 * Prints the result, then writes the report: a full disk loses nothing that was found.
 *
 * @returns 1 for what was found, and for stale expectations; 2, with one line, for a run that did not come to its end
 * and found nothing. Rejects with CannotDo where the report cannot be written.
 */
export async function tellResult(io: Io, result: RunResult, { report, json }: Telling): Promise<ExitStatus> {
  if (json === true) printJson(io, result);
  else
    io.stdout(`${summary(result, { colours: coloursOf(io), width: Math.min(io.columns, SHOWN_WIDTH) })}\n`);
  await save(report, result);
  return statusOf(io, result);
}

async function save(directory: string, result: RunResult): Promise<void> {
  try {
    await writeReport(directory, result);
  } catch (error) {
    throw new CannotDo(
      `cannot write the report to ${directory}: ${reasonOf(error)}`,
      'name another place with --report',
    );
  }
}

function statusOf(io: Io, result: RunResult): ExitStatus {
  const cut = result.targets.find(({ ended }) => ended.how !== 'complete');
  if (cut !== undefined) {
    const { ended } = cut;
    const remedy = ended.how === 'failed' && ended.remedy !== undefined ? `: ${ended.remedy}` : '';
    io.stderr(`abide: ${plainText(ended.how === 'failed' ? `${ended.reason}${remedy}` : lastLine(cut))}\n`);
  }
  if (!result.ok) return 1;
  return cut === undefined ? 0 : 2;
}
