/** Every form in which a result is written as one text. */
import { htmlPage } from './html/page.js';
import { junit } from './junit.js';
import type { RunResult } from './result.js';
import { sarif } from './sarif.js';
import { tap } from './tap.js';

export type ReportFormat = 'json' | 'junit' | 'tap' | 'sarif' | 'html';

export interface Form {
  /** Its name in the directory of a report. */
  readonly file: string;
  /** Never fails, whatever stands in the result. */
  readonly render: (result: RunResult) => string;
}

export const FORMATS: Readonly<Record<ReportFormat, Form>> = {
  json: { file: 'result.json', render: (result) => `${JSON.stringify(result, null, 2)}\n` },
  junit: { file: 'junit.xml', render: junit },
  tap: { file: 'result.tap', render: tap },
  sarif: { file: 'result.sarif', render: sarif },
  html: { file: 'index.html', render: htmlPage },
};
