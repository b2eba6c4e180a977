/** `abide proc facts [FORMAT]`: newline? NUL? tabs? empty? All of it derived from the grammars. */
import { Command } from 'commander';
import { loadFormats, quoted, type Facts, type OptionalPart } from '../../grammar/index.js';
import { findFormat } from './find-format.js';
import { printJson, type Io } from '../io.js';
import { told } from './told.js';

export function factsCommand(io: Io): Command {
  return new Command('facts')
    .description('how a format ends, what separates, what may be missing: derived from its grammar')
    .argument('[format]', 'the format, as abide proc list names it; default: all')
    .option('--json', 'as JSON')
    .action(
      told((name: string | undefined, options: { json?: boolean }) => {
        const formats = loadFormats();
        const chosen = name === undefined ? [...formats.values()] : [findFormat(name, formats)];
        const facts = chosen.map((format) => format.facts());
        if (options.json === true) printJson(io, facts);
        else io.stdout(facts.map(factsText).join('\n'));
      }),
    );
}

/** The facts of one format, as lines. */
export function factsText(facts: Facts): string {
  const lines: readonly (readonly [string, string])[] = [
    ['ends in', facts.endings.map((ending) => withCondition(ending.in, ending.when)).join('; ')],
    ['may be empty', facts.mayBeEmpty ? 'yes' : 'no'],
    ['separators', separatorsText(facts)],
    ['values', facts.values],
    ['order', facts.orderFixed ? 'fixed' : 'not fixed'],
    [
      'escaped',
      facts.escaped.map(({ field, bytes }) => `${field}: ${quoted(bytes)}`).join('; ') || 'nothing',
    ],
    ['newlines inside', facts.rawNewlines.join(', ') || 'none'],
    ['any bytes inside', facts.anyBytes.join(', ') || 'none: ASCII only'],
    ['since', facts.since],
    ['optional', facts.optional.length === 0 ? 'nothing' : ''],
    ...facts.optional.map((part) => ['', optionalText(part)] as const),
  ];
  const body = lines.map(([key, text]) => `  ${key.padEnd(17)}${text}`.trimEnd());
  return [`${facts.format} (${facts.paths.join(', ')})`, ...body, ''].join('\n');
}

function separatorsText({ separators }: Facts): string {
  const list = (bytes: readonly string[]): string => bytes.map(quoted).join(' ');
  const parts = [
    ...(separators.keyAndValue.length > 0 ? [`key and value ${list(separators.keyAndValue)}`] : []),
    ...(separators.values.length > 0 ? [`values ${list(separators.values)}`] : []),
    ...(separators.lines.length > 0 ? [`lines ${list(separators.lines)}`] : []),
    ...(separators.padding.length > 0 ? [`padding ${list(separators.padding)}`] : []),
  ];
  const { tabs, spaces } = separators;
  const kind =
    tabs && spaces ? 'tabs and spaces' : tabs ? 'tabs' : spaces ? 'spaces' : 'neither tabs nor spaces';
  return [kind, ...(parts.length > 0 ? [parts.join(', ')] : [])].join(': ');
}

function optionalText({ fields, since, until, config, arch, when }: OptionalPart): string {
  const conditions = [
    ...(since === undefined ? [] : [`since ${since}`]),
    ...(until === undefined ? [] : [`until ${until}`]),
    ...[config, arch, when].filter((condition) => condition !== undefined),
  ];
  return withCondition(fields.join(' '), conditions.join(', ') || undefined);
}

function withCondition(text: string, condition: string | undefined): string {
  return condition === undefined ? text : `${text} (${condition})`;
}
