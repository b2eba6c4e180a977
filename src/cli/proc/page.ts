/** The documentation of a format as Markdown: everything in it follows from the grammar, spec/proc and a sample. */
import { basename } from 'node:path';
import { quoted, type FieldType, type Format, type Plan, type ValueType } from '../../grammar/index.js';
import type { ProcFile } from '../../spec/index.js';
import { factsText } from './facts.js';

/** So much of a sample is shown. */
const MOST_LINES = 24;

/** The page of one format. `access` are the rows of spec/proc for its paths, `sample` a real text of it. */
export function pageOf(format: Format, access: readonly ProcFile[], sample: string | undefined): string {
  const { meta } = format;
  return [
    `# ${meta.paths[0] ?? meta.name}`,
    meta.summary,
    meta.about,
    sourceText(format),
    ...section('Who gets what', access.flatMap(accessLines)),
    ...section('Fields', fieldTables(format.plan())),
    ...section('Facts', [block(factsText(format.facts()))]),
    ...section('Example', sample === undefined ? [] : [block(sampleText(sample, meta.isBinary))]),
    ...section('Diagram', [`![the rules of ${meta.name}](${basename(meta.name)}.svg)`]),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

/** The list of all pages. */
export function indexPage(formats: readonly Format[]): string {
  const rows = formats.map(
    ({ name, meta }) => `| [${meta.paths[0] ?? name}](${name}.md) | ${meta.summary} | ${meta.since} |`,
  );
  return ['# Formats of /proc', '', '| path | what it is | since |', '| --- | --- | --- |', ...rows, ''].join(
    '\n',
  );
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.join('\n')];
}

function sourceText({ meta }: Format): string {
  const presence = [
    `since Linux ${meta.since}`,
    ...(meta.until === undefined ? [] : [`until ${meta.until}`]),
    ...(meta.config === undefined ? [] : [`with ${meta.config}`]),
    ...(meta.arch.length === 0 ? [] : [`on ${meta.arch.join(', ')}`]),
    ...(meta.when === undefined ? [] : [meta.when]),
  ];
  const more = meta.paths.length > 1 ? [`Also: ${meta.paths.slice(1).map(code).join(', ')}.`] : [];
  return [`Printed by ${code(meta.source)}; ${meta.manual}; ${presence.join(', ')}.`, ...more].join('\n');
}

function accessLines({ path, mode, readers, hidden, empty, refuses }: ProcFile): string[] {
  const bits = mode.toString(8).padStart(4, '0');
  return [
    `- ${code(path)}: mode ${bits}, for ${readers}.`,
    ...(hidden === undefined ? [] : [`  - Others see: ${hidden}`]),
    ...(empty === undefined ? [] : [`  - Empty: ${empty}`]),
    ...refuses.map(({ errno, when }) => `  - ${errno}: ${when}`),
  ];
}

function fieldTables(plan: Plan): string[] {
  return plan.records.flatMap((record) => [
    `${code(`{${record.name}}`)}${record.about === '' ? '' : `: ${record.about}`}`,
    '',
    '| field | type | unit | presence and notes |',
    '| --- | --- | --- | --- |',
    ...record.fields.map((field) => fieldRow(field, plan)),
    '',
  ]);
}

function fieldRow({ label, type, notes, presence }: FieldType, plan: Plan): string {
  const { since, until, config, arch, when, note, unit = '' } = notes;
  const words = [
    ...(presence === 'sometimes' ? ['may be absent'] : []),
    ...(since === undefined ? [] : [`since ${since}`]),
    ...(until === undefined ? [] : [`until ${until}`]),
    ...[config, arch, when, note].filter((part) => part !== undefined),
  ];
  return `| ${[code(label), typeText(type, plan), unit, words.join('; ')].map(cell).join(' | ')} |`;
}

function typeText(type: ValueType, plan: Plan): string {
  return (TYPE_TEXTS[type.kind] as (type: ValueType, plan: Plan) => string)(type, plan);
}

type TypeTexts = {
  readonly [K in ValueType['kind']]: (type: Extract<ValueType, { kind: K }>, plan: Plan) => string;
};

const TYPE_TEXTS: TypeTexts = {
  integer: ({ bits, signed }) => `${signed ? 'i' : 'u'}${bits}`,
  decimal: ({ digits }) => `${digits} decimals`,
  bytes: () => 'bytes',
  words: ({ words }) => (words.length > 8 ? `one of ${words.length} words` : words.map(quoted).join(' ')),
  list: ({ of }, plan) => `list of ${typeText(of, plan)}`,
  record: ({ record }, plan) => `{${plan.records[record]?.name ?? ''}}`,
  union: ({ members }, plan) => members.map((member) => typeText(member, plan)).join(' or '),
};

/** A sample as a reader may see it: line by line, each with its odd bytes escaped, cut where it is long. */
function sampleText(sample: string, isBinary: boolean): string {
  if (isBinary) return `${Buffer.from(sample.slice(0, 64), 'latin1').toString('hex')} ...`;
  const lines = sample.split('\n').map((line) => quoted(line).slice(1, -1).replaceAll('\\"', '"'));
  return [...lines.slice(0, MOST_LINES), ...(lines.length > MOST_LINES ? ['...'] : [])].join('\n').trimEnd();
}

/** Indented, so that nothing in the text can end the block. */
function block(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`.trimEnd())
    .join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}

/** A table's cell: nothing in it ends it. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', '\\n');
}
