/** Stand-alone parsers in C11. */
import type { Emitter } from '../emitter.js';
import { fileName } from './c-text.js';
import { CTypes } from './c-types.js';
import { headerFile } from './header-file.js';
import { LEAF_HEADER } from './leaf-header.js';
import { readmeFile } from './readme-file.js';
import { RUNTIME_HEADER } from './runtime-header.js';
import { RUNTIME_SOURCE } from './runtime-source.js';
import { sourceFile } from './source-file.js';

export const c: Emitter = {
  language: 'c',
  title: 'C',
  emit: (plans) => [
    { path: 'README.md', text: readmeFile(plans) },
    { path: 'abide_proc.h', text: RUNTIME_HEADER },
    { path: 'abide_proc_leaf.h', text: LEAF_HEADER },
    { path: 'abide_proc.c', text: RUNTIME_SOURCE },
    ...plans.flatMap((plan) => {
      const types = new CTypes(plan);
      return [
        { path: `${fileName(plan)}.h`, text: headerFile(plan, types) },
        { path: `${fileName(plan)}.c`, text: sourceFile(plan, types) },
      ];
    }),
  ],
};
