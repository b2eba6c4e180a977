/**
 * procfs: /proc, a copy of it, or what somebody read of one: every outcome of a read, each file against its grammar.
 * It must not know what a command prints, nor what the model believes of a process.
 * It fails with an outcome for every file (gone, not permitted, ...); only a root that cannot be read throws.
 * Start with read-proc-file.ts, then check-tree.ts.
 */
export { checkEntry, type Checked, type CheckOptions, type FileVerdict } from './check-entry.js';
export { checkDescriptor, type KnownDescriptor } from './check-descriptor.js';
export { checkTree, type PartVerdicts } from './check-tree.js';
export { readProcFile, readProcLink, type Reading } from './read-proc-file.js';
export type { Refusal } from './refusal.js';
export { compareSurveys, type Difference, type Sides } from './compare.js';
export { presenceOf, type Oddity, type PresenceOptions } from './presence.js';
export { pathPattern } from './path-pattern.js';
export { surveyTree, type End, type FileSurvey, type Survey } from './survey.js';
export { LONGEST_TEXT, READING_RULES } from './left-out.js';
export { directoryTree, recordedTree, type Named, type RecordedEntry, type Tree } from './tree.js';
export { partsOf, type Entry, type Part } from './walk.js';
