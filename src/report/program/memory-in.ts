/** Memory that a call brings in: variables that hold what a scenario has written, and expressions for their addresses. */
import { INFO_FIELDS, type Pointee, type Value } from '../../abi/index.js';
import { cString } from './c-text.js';
import { numberText } from './number-text.js';
import { textOf } from './long-text.js';
import { Refused } from './refused.js';
import { declareStruct } from './struct-in.js';
import { COPY, trialPath } from './trial-paths.js';
import { cType, fillSet, INFO_MEMBERS, setBits, type Writing } from './writing.js';

/**
 * The address of memory that holds `value`, as C; what must be declared before stands in the draft. `name` is what
 * a variable is called. Throws Refused for what cannot be written.
 */
export function memoryIn(to: Pointee, value: Value, name: string, writing: Writing): string {
  return (WRITERS[to.kind] as Writer<Pointee>)(to, value, name, writing);
}

type Writer<P extends Pointee> = (to: P, value: Value, name: string, writing: Writing) => string;

const WRITERS: { readonly [K in Pointee['kind']]: Writer<Extract<Pointee, { kind: K }>> } = {
  bytes: (_, value, name, writing) => {
    const bytes = bytesOf(value);
    return textOf(writing.sheet.agent === COPY ? trialPath(bytes, COPY) : bytes, name, writing);
  },
  opaque: (_, value, name, writing) => textOf(bytesOf(value), name, writing),
  string: (_, value, name, writing) => stringText(value, name, writing),
  strings: stringsText,
  array: arrayText,
  integer: ({ noun, bytes }, value, name, writing) => {
    const variable = writing.draft.name(name);
    writing.draft.line(`${cType(noun, bytes, writing)} ${variable} = ${numberText(value, writing)};`);
    return `&${variable}`;
  },
  sigset: (_, value, name, writing) => `&${declareSet(value, name, writing)}`,
  wait_status: (_, value, name, writing) => {
    const variable = writing.draft.name(name);
    writing.draft.line(`int ${variable} = ${numberText(value, writing)};`);
    return `&${variable}`;
  },
  struct: ({ struct }, value, name, writing) => `&${declareStruct(struct, value, name, writing)}`,
  siginfo: (_, value, name, writing) => `&${declareSiginfo(value, name, writing)}`,
};

/** A set of signals as a variable: the library's, or the kernel's 64 bits. */
function declareSet(value: Value, name: string, writing: Writing): string {
  const { draft, sheet } = writing;
  const variable = draft.name(name);
  if (writing.raw) {
    sheet.headers.add('stdint.h');
    draft.line(`uint64_t ${variable} = ${setBits(value, writing)};`);
    return variable;
  }
  sheet.headers.add('signal.h');
  draft.line(`sigset_t ${variable};`);
  fillSet(variable, value, writing);
  return variable;
}

function declareSiginfo(value: Value, name: string, writing: Writing): string {
  if (value.kind !== 'struct') throw new Refused('a siginfo is no struct');
  const { draft, sheet } = writing;
  sheet.headers.add('signal.h');
  const variable = draft.name(name);
  draft.line(`siginfo_t ${variable} = { 0 };`);
  for (const [field, part] of Object.entries(value.fields)) {
    if (!Object.hasOwn(INFO_FIELDS, field)) throw new Refused(`siginfo has no field ${field}`);
    const number = numberText(part, writing);
    draft.line(`${variable}.${INFO_MEMBERS[field] ?? ''} = ${field === 'value' ? '(void *)' : ''}${number};`);
  }
  return variable;
}

function stringText(value: Value, name: string, writing: Writing): string {
  if (value.kind !== 'text') {
    const bytes = bytesOf(value);
    return textOf(trialPath(bytes, writing.sheet.agent), name, writing);
  }
  const { draft, sheet } = writing;
  const variable = draft.name(name);
  const format = value.parts.map((part) => (part.kind === 'bytes' ? part.bytes.replaceAll('%', '%%') : '%d'));
  const numbers = value.parts.flatMap((part) => (part.kind === 'bytes' ? [] : [numberText(part, writing)]));
  sheet.headers.add('stdio.h');
  draft.line(`char ${variable}[256];`);
  draft.line(
    `snprintf(${variable}, sizeof ${variable}, ${[cString(format.join('')), ...numbers].join(', ')});`,
  );
  return variable;
}

function stringsText(_: Pointee, value: Value, name: string, { draft }: Writing): string {
  if (value.kind !== 'list') throw new Refused('a vector of strings is no list');
  const variable = draft.name(name);
  const items = value.items.map((item) => cString(bytesOf(item)));
  draft.line(`char *${variable}[] = { ${[...items, 'NULL'].join(', ')} };`);
  return variable;
}

function arrayText(
  { noun, bytes }: Extract<Pointee, { kind: 'array' }>,
  value: Value,
  name: string,
  writing: Writing,
): string {
  if (value.kind !== 'list') throw new Refused('an array is no list');
  const variable = writing.draft.name(name);
  const items = value.items.map((item) => numberText(item, writing));
  const type = cType(noun, bytes, writing);
  writing.draft.line(`${type} ${variable}[] = { ${items.length === 0 ? '0' : items.join(', ')} };`);
  return variable;
}

function bytesOf(value: Value): string {
  if (value.kind !== 'bytes') throw new Refused(`a ${value.kind} stands where bytes belong`);
  return value.bytes;
}
