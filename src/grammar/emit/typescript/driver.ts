/** The driver of generated TypeScript: compiled with the strictest options, run by node. */
import { dirname, join } from 'node:path';
import { grammarDirectory } from '../../load-formats.js';
import type { Plan } from '../../plan/index.js';
import type { Driver } from '../differential/driver.js';
import { typescript } from './emitter.js';
import { fileName } from './format-file.js';

/** The package's own compiler. */
const COMPILER = join(dirname(grammarDirectory()), 'node_modules', 'typescript', 'bin', 'tsc');

const CONFIG = {
  compilerOptions: { strict: true, target: 'es2022', module: 'nodenext', types: [], outDir: 'out' },
  include: ['*.ts'],
};

export const typescriptDriver: Driver = {
  emitter: typescript,
  probe: ['node', COMPILER, '--version'],
  files: (plans) => [
    { path: 'package.json', text: '{ "type": "module" }\n' },
    { path: 'tsconfig.json', text: JSON.stringify(CONFIG) },
    { path: 'driver.mjs', text: driverProgram(plans) },
  ],
  build: [['node', COMPILER, '-p', '.']],
  run: ['node', 'driver.mjs'],
};

function driverProgram(plans: readonly Plan[]): string {
  const rows = plans.map(
    (plan) =>
      `[${JSON.stringify(plan.meta.name)}, ${JSON.stringify(plan.records.map(({ fields }) => fields.map(({ label, type }) => [label, type])))}, ${JSON.stringify(plan.each?.of ?? null)}, await import('./out/${fileName(plan)}.js')]`,
  );
  return `import { readFileSync, writeSync } from 'node:fs';
const FORMATS = new Map([${rows.join(',\n')}].map(([name, ...rest]) => [name, rest]));
${DRIVER}`;
}

const DRIVER = String.raw`
const text = (bytes) => '"' + bytes.replace(/["\\]|[^ -~]/g, (byte) =>
  byte === '"' || byte === '\\' ? '\\' + byte : '\\u00' + byte.charCodeAt(0).toString(16).padStart(2, '0')) + '"';

function json(value, type, records) {
  switch (type.kind) {
    case 'integer': return String(value);
    case 'decimal': return type.bits === 64 ? String(value) : value.toFixed(type.digits);
    case 'list': return '[' + value.map((item) => json(item, type.of, records)).join() + ']';
    case 'record': return record(value, records[type.record], records);
    case 'union': return json(value, type.members.find((member) => fits(value, member)), records);
    default: return text(value);
  }
}

function fits(value, { kind, bits }) {
  if (kind === 'integer' || kind === 'decimal') return typeof value === (bits === 64 ? 'bigint' : 'number');
  if (kind === 'list') return Array.isArray(value);
  return kind === 'record' ? typeof value === 'object' : typeof value === 'string';
}

function record(value, fields, records) {
  const parts = fields.filter(([label]) => value[label] !== undefined)
    .map(([label, type]) => text(label) + ':' + json(value[label], type, records));
  if (value.extra !== undefined) {
    const kept = Object.keys(value.extra).sort().map((key) => text(key) + ':' + text(value.extra[key]));
    parts.push('"extra":{' + kept.join() + '}');
  }
  return '{' + parts.join() + '}';
}

function answer(name, mode, bytes) {
  const [records, of, parser] = FORMATS.get(name);
  const isTolerant = mode.startsWith('tolerant');
  const items = [];
  const isEach = mode.endsWith('-each');
  const result = isEach
    ? (isTolerant ? parser.parseEachTolerant : parser.parseEach)(bytes, (item) => items.push(json(item, of, records)))
    : (isTolerant ? parser.parseTolerant : parser.parse)(bytes);
  if (result.ok) return 'ok ' + (isEach ? '[' + items.join() + ']' : record(result.value, records[0], records));
  const { offset, line, column, expected } = result.failure;
  return ['fail', offset, line, column, '[' + expected.map(text).join() + ']'].join(' ');
}

const input = readFileSync(0);
const lines = [];
for (let at = 0; at < input.length;) {
  const end = input.indexOf(10, at);
  const [name, mode, length] = input.toString('latin1', at, end).split(' ');
  at = end + 1 + Number(length);
  lines.push(answer(name, mode, input.subarray(end + 1, at)) + '\n');
}
const output = Buffer.from(lines.join(''), 'latin1');
for (let at = 0; at < output.length;) at += writeSync(1, output, at);
`;
