/** The lines of an effect: what is named, done and put. */
import type { Scope } from '../cel/scope.js';
import type { ArgumentType } from '../../abi/index.js';
import { didYouMean } from '../suggest.js';
import type { Effect, Expression } from '../types.js';
import type { SpecEntry, SpecNode } from '../yaml/spec-node.js';
import { CONDITION } from './condition.js';
import type { ArgumentTypes, Reading } from './reading.js';

/** Reads one line of an effect; what it names is declared in `scope` for the lines after it. */
export function readEffectLine(
  line: SpecNode,
  types: ArgumentTypes,
  scope: Scope,
  reading: Reading,
): Effect[] {
  const condition = line.get('when');
  const when = condition === undefined ? {} : { when: scope.compile(condition, CONDITION, reading.problems) };
  const lets = line.entriesOf('let');
  const puts = line.entriesOf('put');
  const action = line.get('do');
  const act = (value: SpecNode, called: string): Expression =>
    scope.compile(value, { acts: true, called }, reading.problems);
  return [
    ...lets.map((entry): Effect => readLet(entry, act(entry.value, 'let'), scope, reading)),
    ...(action === undefined ? [] : [{ kind: 'do', action: act(action, 'do'), ...when } as const]),
    ...puts.map((entry): Effect => {
      checkPut(entry, types, reading);
      return { kind: 'put', argument: entry.name, value: act(entry.value, 'put'), ...when };
    }),
  ];
}

/** `done` may be named again: it carries over when the call is tried again. */
function readLet({ key, name }: SpecEntry, value: Expression, scope: Scope, reading: Reading): Effect {
  if (name === 'done') {
    if (value.type !== 'int' && value.type !== 'dyn') {
      reading.problems.add(value.at, `\`done\` is an int, but this gives ${value.type}`);
    }
  } else if (!scope.declare(name, value.type)) {
    reading.problems.add(
      key.at,
      `\`${name}\` is taken: by a variable, a constant or CEL itself`,
      'choose another name',
    );
  }
  return { kind: 'let', name, value };
}

function checkPut({ key, name }: SpecEntry, types: ArgumentTypes, reading: Reading): void {
  const type = types.get(name);
  const names = [...types].flatMap(([out, written]) => outsOf(out, written, reading));
  if (names.includes(name)) return;
  const message = type === undefined ? `no argument is called \`${name}\`` : `\`${name}\` is no out argument`;
  reading.problems.add(key.at, message, didYouMean(name, names) ?? outHint(names));
}

/** What can be put to an argument: itself, or what the pointers in its struct bring back (`uargs.pidfd`). */
function outsOf(name: string, type: ArgumentType, { types }: Reading): string[] {
  if (type.kind !== 'pointer') return [];
  if (type.direction !== 'in') return [name];
  const fields = type.to.kind === 'struct' ? (types.structs[type.to.struct]?.x86_64.fields ?? []) : [];
  return fields.flatMap((field) =>
    field.pointer !== undefined && field.pointer.direction !== 'in' ? [`${name}.${field.name}`] : [],
  );
}

function outHint(names: readonly string[]): string {
  return names.length === 0 ? 'the call has no out argument' : `the out arguments are ${names.join(', ')}`;
}
