/** A C library: spec/c/<library>.yaml. */
import type { AbiTable } from '../../abi/index.js';
import type { CCall, CLibrary, CStruct } from '../c-library.js';
import type { Problems } from '../problems.js';
import type { Source } from '../yaml/source.js';
import type { SpecNode } from '../yaml/spec-node.js';

/** Reads how C programs are written; tells of calls, structs and fields that the text does not have. */
export function readCLibrary({ root }: Source, abi: AbiTable, problems: Problems): CLibrary {
  for (const { key, name } of root.entriesOf('calls')) {
    if (abi.calls[name] === undefined) problems.add(key.at, `there is no system call '${name}'`);
  }
  for (const { key, name, value } of root.entriesOf('structs'))
    checkFields(abi, { key, name, value }, problems);
  return {
    library: root.textOf('library'),
    headers: new Map(root.entriesOf('headers').map(({ name, value }) => [name, value.items().map(textOf)])),
    defines: root.itemsOf('defines').map(textOf),
    types: textsOf(root, 'types'),
    structs: Object.fromEntries(
      root.entriesOf('structs').map(({ name, value }) => [name, readStruct(value)]),
    ),
    calls: Object.fromEntries(root.entriesOf('calls').map(({ name, value }) => [name, readCall(value)])),
  };
}

function checkFields(
  abi: AbiTable,
  { key, name, value }: { key: SpecNode; name: string; value: SpecNode },
  problems: Problems,
): void {
  const layout = abi.structs[name]?.x86_64;
  if (layout === undefined) problems.add(key.at, `there is no struct '${name}' in types/`);
  for (const field of value.entriesOf('fields')) {
    if (layout !== undefined && !layout.fields.some((one) => one.name === field.name)) {
      problems.add(field.key.at, `struct ${name} has no field '${field.name}'`);
    }
  }
}

function readStruct(node: SpecNode): CStruct {
  const caught = node.get('caught')?.text;
  const kernel = node.get('kernel');
  return {
    type: node.textOf('type'),
    headers: node.itemsOf('headers').map(textOf),
    fields: textsOf(node, 'fields'),
    integers: node.get('integers')?.isTrue === true,
    ...(caught === undefined ? {} : { caught }),
    ...(kernel === undefined ? {} : { kernel: readStruct(kernel) }),
  };
}

function readCall(node: SpecNode): CCall {
  const [form, stacked] = [node.get('form')?.text, node.get('stacked')?.text];
  const [numbers, environment] = [node.get('numbers')?.text, node.get('environment')?.text];
  const permission = node.get('permission')?.text;
  const is = (name: string): boolean => node.get(name)?.isTrue === true;
  return {
    ...(form === undefined ? {} : { form }),
    ...(stacked === undefined ? {} : { stacked }),
    headers: node.itemsOf('headers').map(textOf),
    nullable: is('nullable'),
    descriptors: is('descriptors'),
    session: is('session'),
    ...(numbers === 'always' || numbers === 'never' ? { numbers } : {}),
    ...(permission === 'look' || permission === 'attach' ? { permission } : {}),
    groups: is('groups'),
    ...(environment === undefined ? {} : { environment }),
  };
}

function textOf(node: SpecNode): string {
  return node.text ?? '';
}

function textsOf(node: SpecNode, name: string): Readonly<Record<string, string>> {
  return Object.fromEntries(node.entriesOf(name).map((entry) => [entry.name, textOf(entry.value)]));
}
