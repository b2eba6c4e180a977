/**
 * report: what a run found, as one result model, and from it the text for a terminal and the files of a report.
 * It must not know how anything was run: it is made from results and events alone, and changes none of them.
 * It fails with the error of the file system when a report cannot be written; making text never fails.
 * Start with result.ts, then summary.ts; result.schema.json describes result.json.
 */
export type { ClauseResult } from './clause-result.js';
export { compareResults, type Comparison } from './compare.js';
export { comparisonText } from './compare-text.js';
export * from './coverage.js';
export { VARIES, type Expected } from './expected.js';
export { FORMATS, type ReportFormat } from './formats.js';
export { newExpectations, type NewEntry } from './new-expectations.js';
export { observedWord } from './observed-word.js';
export { counted, grouped, plainText, wrap } from './plain-text.js';
export * from './program/index.js';
export { progressLine } from './progress-line.js';
export { readResult, type ReadResult } from './read-result.js';
export * from './result.js';
export { expecting } from './saved-scenario.js';
export { findingFile, programFile } from './saved-finding.js';
export { taleOfTold, toldFinding, type ToldFinding } from './told-finding.js';
export { lastLine, summary, type Dress } from './summary.js';
export { saveFindings, writeReport } from './write-report.js';
export { writeWhole } from './write-whole.js';
