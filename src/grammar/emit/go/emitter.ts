/** Stand-alone parsers in Go. */
import { must } from '../../must.js';
import type { Emitter } from '../emitter.js';
import { DECIMALS_GO } from './decimals-source.js';
import { ERRORS_GO } from './errors-source.js';
import { formatFile } from './format-file.js';
import { goNames } from './go-names.js';
import { INTEGERS_GO } from './integers-source.js';
import { PARSER_GO } from './parser-source.js';
import { DOC_GO, readmeFile } from './readme-file.js';
import { SETS_GO } from './sets-source.js';
import { TEXTS_GO } from './texts-source.js';

export const go: Emitter = {
  language: 'go',
  title: 'Go',
  emit: (plans) => {
    const names = goNames(plans);
    return [
      { path: 'README.md', text: readmeFile(plans, names) },
      { path: 'go.mod', text: 'module procfs\n\ngo 1.18\n' },
      { path: 'doc.go', text: DOC_GO },
      { path: 'errors.go', text: ERRORS_GO },
      { path: 'sets.go', text: SETS_GO },
      { path: 'parser.go', text: PARSER_GO },
      { path: 'integers.go', text: INTEGERS_GO },
      { path: 'decimals.go', text: DECIMALS_GO },
      { path: 'texts.go', text: TEXTS_GO },
      ...plans.map((plan, index) => {
        const its = must(names[index]);
        return { path: `${its.file}.go`, text: formatFile(plan, its) };
      }),
    ];
  },
};
