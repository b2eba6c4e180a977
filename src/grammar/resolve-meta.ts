/** What the header of a grammar file says of the whole format. */
import type { FormatMeta } from './ir.js';
import { problemAt, type GrammarProblem } from './notation/problem.js';
import type { Annotation, GrammarFile } from './notation/syntax.js';
import { must } from './must.js';

/** The meta of the format `name`; what its header lacks or says wrongly goes to `report`. */
export function resolveMeta(
  name: string,
  file: GrammarFile,
  report: (problem: GrammarProblem) => void,
): FormatMeta {
  const header = (word: string): Annotation[] => file.header.filter((annotation) => annotation.name === word);
  const say = (word: string): string => {
    const values = header(word)[0]?.values ?? [];
    if (values.length === 0)
      report(
        problemAt(
          must(file.rules[0]).place,
          `the header says no @${word}`,
          `write @${word}("...") before the first rule`,
        ),
      );
    return values.join(': ');
  };
  const optional = (word: 'until' | 'config' | 'when'): Partial<FormatMeta> =>
    header(word).length === 0 ? {} : { [word]: say(word) };
  say('path');
  checkPaths(header('path'), report);
  checkOnly(header('only'), report);
  return {
    name,
    paths: header('path').flatMap(({ values }) => values),
    ...flagsOf(header),
    summary: say('summary'),
    about: file.comment,
    source: say('source'),
    manual: say('manual'),
    since: say('since'),
    ...optional('until'),
    ...optional('config'),
    arch: header('arch').flatMap(({ values }) => values),
    ...optional('when'),
    file: file.file,
  };
}

function flagsOf(
  header: (word: string) => readonly Annotation[],
): Pick<FormatMeta, 'kind' | 'isBinary' | 'isProcessOnly'> {
  const has = (word: string): boolean => header(word).length > 0;
  return { kind: has('link') ? 'link' : 'file', isBinary: has('binary'), isProcessOnly: has('only') };
}

/** One component of a path: a name, a parameter, or a name with stars. */
const COMPONENT = /^(\[[a-z_]+\]|[^[\]/]+)$/;

function checkPaths(paths: readonly Annotation[], report: (problem: GrammarProblem) => void): void {
  for (const { values, place } of paths)
    for (const path of values)
      if (
        !path.startsWith('/proc/') ||
        !path
          .slice(1)
          .split('/')
          .every((part) => COMPONENT.test(part))
      )
        report(
          problemAt(place, `${JSON.stringify(path)} is no path of /proc`, 'write @path("/proc/[pid]/stat")'),
        );
}

function checkOnly(only: readonly Annotation[], report: (problem: GrammarProblem) => void): void {
  for (const { values, place } of only)
    if (values.join() !== 'process')
      report(problemAt(place, '@only takes "process"', 'write @only("process")'));
}
