/** Structs that a call brings in. */
import { isOutWord, withLengths, type Field, type Value } from '../../abi/index.js';
import type { CStruct } from '../../spec/index.js';
import { numberText } from './number-text.js';
import { placeText } from './place-text.js';
import { Refused } from './refused.js';
import { fillSet, setBits, type Writing } from './writing.js';

const STRUCT = 'struct:';

type Fields = Readonly<Record<string, Value>>;

/** Declares a variable with the struct; gives its name. Throws Refused for what cannot be written. */
export function declareStruct(struct: string, value: Value, name: string, writing: Writing): string {
  if (value.kind !== 'struct') throw new Refused(`a ${value.kind} stands where a struct belongs`);
  const { draft } = writing;
  const kind = cStruct(struct, writing);
  const variable = draft.name(name);
  const later: (() => void)[] = [];
  const members = membersOf(struct, kind, value.fields, { prefix: '', variable, later }, writing);
  const text = members.length === 0 ? '0' : members.join(', ');
  draft.line(`${kind.type} ${variable} = { ${text} };`);
  for (const one of later) one();
  return variable;
}

/** The struct as C has it, with its headers in the program. */
export function cStruct(struct: string, { sheet, raw }: Pick<Writing, 'sheet' | 'raw'>): CStruct {
  const library = sheet.library.structs[struct];
  if (library === undefined) throw new Refused(`C programs have no struct ${struct}`);
  const kind = raw ? (library.kernel ?? library) : library;
  for (const header of kind.headers) sheet.headers.add(header);
  if (kind === library.kernel) sheet.use('kernel_sigaction');
  return kind;
}

/** Where members go that are written behind the declaration. */
interface Behind {
  readonly prefix: string;
  readonly variable: string;
  readonly later: (() => void)[];
}

function membersOf(
  struct: string,
  kind: CStruct,
  written: Fields,
  behind: Behind,
  writing: Writing,
): string[] {
  const layout = writing.sheet.spec.abi.structs[struct]?.x86_64;
  if (layout === undefined) throw new Refused(`there is no struct ${struct}`);
  const fields = withLengths(layout, written);
  const caught = isCaught(fields);
  return layout.fields.flatMap((field): string[] => {
    const value = fields[field.name];
    const member = kind.fields[field.name];
    if (caught && field.noun === 'flags:sigaction') return [handlingFlags(member ?? '', value, writing)];
    if (caught && field.noun === 'restorer' && member !== undefined) return [restorer(member, writing)];
    if (value === undefined || member === undefined) return [];
    const inner = field.noun.startsWith(STRUCT) ? field.noun.slice(STRUCT.length) : undefined;
    if (inner !== undefined) {
      if (value.kind !== 'struct') throw new Refused(`${field.name} is no struct`);
      const deeper = { ...behind, prefix: `${behind.prefix}${member}.` };
      return membersOf(inner, cStruct(inner, writing), value.fields, deeper, writing);
    }
    return memberText({ kind, field, member }, value, behind, writing);
  });
}

interface Member {
  readonly kind: CStruct;
  readonly field: Field;
  readonly member: string;
}

function memberText(
  { kind, field, member }: Member,
  value: Value,
  behind: Behind,
  writing: Writing,
): string[] {
  const path = `${behind.prefix}${member}`;
  if (field.noun === 'handler') return [handlerMember(path, kind.caught ?? member, value, writing)];
  if (field.noun === 'sigset') {
    if (writing.raw) return [`.${path} = ${setBits(value, writing)}`];
    if (value.kind === 'list' && value.items.length === 0) return [];
    behind.later.push(() => {
      fillSet(`${behind.variable}.${path}`, value, writing);
    });
    return [];
  }
  return [`.${path} = ${fieldText(field, kind.integers, value, writing)}`];
}

function handlerMember(member: string, caught: string, value: Value, writing: Writing): string {
  const { sheet } = writing;
  sheet.headers.add('signal.h');
  if (isWord(value, 'handler')) {
    sheet.use(handlerPiece(writing));
    return `.${caught} = handler`;
  }
  if (isWord(value, 'default')) return `.${member} = SIG_DFL`;
  if (isWord(value, 'ignore')) return `.${member} = SIG_IGN`;
  return `.${member} = (void *)${numberText(value, writing, true)}`;
}

function handlerPiece({ sheet }: Writing): 'handler' | 'stage_handler' {
  return sheet.staged ? 'stage_handler' : 'handler';
}

function isCaught({ handler }: Fields): boolean {
  return handler !== undefined && isWord(handler, 'handler');
}

function isWord(value: Value, word: string): boolean {
  return value.kind === 'word' && value.word === word;
}

/** The handler is told a siginfo, whatever the scenario says. */
function handlingFlags(member: string, value: Value | undefined, writing: Writing): string {
  const flags = value === undefined ? '0' : numberText(value, writing);
  const added = writing.raw ? `SA_SIGINFO | ${writing.sheet.constant('SA_RESTORER')}` : 'SA_SIGINFO';
  return `.${member} = ${flags === '0' ? added : flags.includes('SA_SIGINFO') && !writing.raw ? flags : `${added} | ${flags}`}`;
}

function restorer(member: string, { sheet }: Writing): string {
  sheet.use('restorer');
  return `.${member} = restorer`;
}

function fieldText(field: Field, integers: boolean, value: Value, writing: Writing): string {
  const isAddress = field.noun === 'address' || field.pointer !== undefined;
  if (!isAddress) {
    const text = numberText(value, writing);
    return isCarried(field) ? `(void *)${text}` : text;
  }
  const address = addressText(field, value, writing);
  if (!integers) return address;
  writing.sheet.headers.add('stdint.h');
  return `(uintptr_t)${address}`;
}

function addressText({ name, pointer }: Field, value: Value, writing: Writing): string {
  if (value.kind === 'place') return placeText(value, writing);
  if (value.kind === 'int' || pointer === undefined) return `(void *)${numberText(value, writing, true)}`;
  if (pointer.direction === 'in') return writing.lay(pointer.to, value, name);
  if (!isOutWord(value)) throw new Refused(`${name} is no place`);
  return writing.bring(pointer.to, name);
}

/** What a timer brings along is a pointer in C. */
function isCarried({ noun, name }: Field): boolean {
  return noun === 'long' && name === 'value';
}
