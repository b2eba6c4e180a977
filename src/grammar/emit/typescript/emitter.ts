/** Stand-alone parsers in TypeScript. */
import type { Emitter } from '../emitter.js';
import { fileName, formatFile } from './format-file.js';
import { readmeFile } from './readme-file.js';
import { RUNTIME_FILE } from './runtime-file.js';

export const typescript: Emitter = {
  language: 'ts',
  title: 'TypeScript',
  emit: (plans) => [
    { path: 'README.md', text: readmeFile(plans) },
    { path: 'runtime.ts', text: RUNTIME_FILE },
    ...plans.map((plan) => ({ path: `${fileName(plan)}.ts`, text: formatFile(plan) })),
  ],
};
