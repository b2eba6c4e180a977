/**
 * A plan as a program: functions for its records and lists, leaves, looks, and what of the runtime they use. The
 * program is JavaScript with types in comments; it needs STOP, padded, latin1 and lastByte from who embeds it.
 */
import { must } from '../../must.js';
import type { Mode, OperationOf, Plan, PlanFunction, Target, ValueType } from '../../plan/index.js';
import { lookBody, whichBody } from './look-body.js';
import { goesOn, printOperations, type Inside } from './print-operations.js';
import { ProgramText, READ_ON } from './program-text.js';
import { runtimeFor } from './runtime.js';
import { pascal, TypeText } from './type-text.js';
import { windowRuntime } from './window-runtime.js';

/** The text of the program of a plan. `entry` names the functions that make record 0. */
export interface Program {
  readonly text: string;
  readonly entry: Readonly<Record<Mode, string>>;
}

/** Prints the whole program of `plan`, both modes. */
export function printProgram(plan: Plan): Program {
  const printer = new ProgramPrinter(plan);
  const { strict, tolerant } = plan.entry;
  const entry = { strict: printer.name(strict), tolerant: printer.name(tolerant) };
  return { text: printer.print(), entry };
}

class ProgramPrinter {
  private readonly text = new ProgramText(lookBody, whichBody);
  private readonly types: TypeText;
  private readonly inStrict: ReadonlySet<number>;

  constructor(private readonly plan: Plan) {
    this.types = new TypeText(plan);
    this.inStrict = reached(plan, plan.entry.strict);
  }

  /** `status_uid` as `readStatusUid`. */
  name(number: number): string {
    return `read${pascal(must(this.plan.functions[number]).name)}`;
  }

  print(): string {
    this.plan.functions.forEach((made, number) => {
      const mode = this.inStrict.has(number) ? 'strict' : 'tolerant';
      this.text.define(...this.text.apart(() => this.function(made, this.name(number), mode)));
      const { gives, body } = made;
      if (gives.kind === 'list' && gives.each)
        this.text.define(
          ...this.text.apart(() => this.oneByOne(this.listType(gives.of, mode), body, this.name(number))),
        );
    });
    const registers = Array.from({ length: this.plan.registers }, (_, r) => `let r${r} = 0, r${r}z = 0;`);
    const program = this.text.finish();
    const window = this.plan.each ? windowRuntime(this.plan.registers) : '';
    return [runtimeFor(program + window), ...registers, window, program].join('\n\n');
  }

  private function({ gives, body }: PlanFunction, name: string, mode: Mode): void {
    if (gives.kind === 'record') this.record(gives.record, body, name, mode);
    else this.list(gives, body, name, mode);
  }

  private record(record: number, body: PlanFunction['body'], name: string, mode: Mode): void {
    const { fields, extra } = must(this.plan.records[record]);
    const { text, types } = this;
    const keepsExtra = extra && mode === 'tolerant';
    text.block(`function ${name}()/*: ${types.record(record, mode)}*/`, () => {
      fields.forEach(({ type }, field) =>
        text.write(`let v${field}/*: ${types.type(type, mode)} | undefined*/;`),
      );
      if (keepsExtra) text.write('let x/*: Extra | undefined*/;');
      printOperations(body, this.inside(recordKeep));
      const members = fields.map(({ label }, field) => `${propertyName(label)}: v${field}`);
      if (keepsExtra) members.push('extra: x');
      text.write(`return { ${members.join(', ')} };`);
    });
  }

  private list(
    gives: Extract<PlanFunction['gives'], { kind: 'list' }>,
    body: PlanFunction['body'],
    name: string,
    mode: Mode,
  ): void {
    const { text } = this;
    const type = this.listType(gives.of, mode);
    text.block(`function ${name}()/*: ${type}*/`, () => {
      text.write(`const items/*: ${type}*/ = [];`);
      if (gives.each) text.write(`if (w !== undefined) return ${name}OneByOne(w, items);`);
      printOperations(body, this.inside(listKeep));
      text.write('return items;');
    });
  }

  /** The same list, its items handed over as soon as each is read. */
  private oneByOne(type: string, body: PlanFunction['body'], name: string): void {
    const { text } = this;
    text.block(`function ${name}OneByOne(w/*: Window*/, items/*: ${type}*/)/*: ${type}*/`, () => {
      for (const operation of body) {
        if (operation.op === 'repeat') this.eachItem(operation);
        else printOperations([operation], this.inside(listKeep));
      }
      text.write('return items;');
    });
  }

  private eachItem(repeat: OperationOf<'repeat'>): void {
    const { text } = this;
    const i = text.local('i');
    text.write(`let ${i} = 0, item/*: unknown*/;`);
    text.block(
      'const next = ()/*: boolean*/ =>',
      () => {
        text.write(READ_ON);
        text.write(`if (!(${goesOn(repeat, i, text)})) return false;`);
        if (repeat.separator)
          text.block(`if (${i} > 0)`, () =>
            printOperations([{ op: 'literal', ...must(repeat.separator) }], this.inside(listKeep)),
          );
        printOperations(
          repeat.body,
          this.inside((_, value) => `item = ${value};`),
        );
        text.write('return true;');
      },
      '};',
    );
    text.write(`for (; inWindow(w, next); ${i}++) hand(w, item);`, READ_ON);
    if (repeat.count !== undefined) text.write(`r${repeat.count} = ${i};`);
  }

  private listType(of: ValueType, mode: Mode): string {
    return `Array<${this.types.type(of, mode)}>`;
  }

  private inside(keep: Inside['keep']): Inside {
    return {
      text: this.text,
      functionName: (number) => this.name(number),
      readsOn: (number) => {
        const { gives } = must(this.plan.functions[number]);
        return gives.kind === 'list' && gives.each;
      },
      keep,
    };
  }
}

function recordKeep(target: Target, value: string): string {
  return target.to === 'field' ? `v${target.field} = ${value};` : `${value};`;
}

function listKeep(_: Target, value: string): string {
  return `items.push(${value});`;
}

/** The functions that are called from `entry` on. */
function reached(plan: Plan, entry: number): Set<number> {
  const seen = new Set<number>();
  const visit = (number: number): void => {
    if (seen.has(number)) return;
    seen.add(number);
    const calls = JSON.stringify(must(plan.functions[number]).body, (_, part: unknown) =>
      typeof part === 'bigint' ? 0 : part,
    ).matchAll(/"op":"call","function":(\d+)/g);
    for (const [, called] of calls) visit(Number(called));
  };
  visit(entry);
  return seen;
}

/** A label as the name of a property. */
export function propertyName(label: string): string {
  if (label === '__proto__') return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(label) ? label : JSON.stringify(label);
}
