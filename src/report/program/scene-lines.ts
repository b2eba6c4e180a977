/** One call of a tale as lines of C: what is declared, the call, and what it has to give. */
import { actor, type ActorName, type Event, type Value } from '../../abi/index.js';
import type { Returned } from './answer.js';
import { callText, type CallText } from './call-text.js';
import { cInteger } from './c-text.js';
import type { FunctionDraft } from './function-draft.js';
import { checkNumber, checkOutput } from './memory-out.js';
import { numberText, type Cast } from './number-text.js';
import { passingTime } from './passing-time.js';
import type { Scene } from './tale.js';
import { INFO_MEMBERS } from './writing.js';

/** Where a call is written, and for whom. */
export interface SceneContext extends Cast {
  readonly draft: FunctionDraft;
  /** Which part of the tale comes next, where the call runs the program anew. */
  readonly anew?: number;
}

/** Writes the call of a scene and what `answer` says of it; without an answer the call only stands there. */
export function writeCall(
  { action }: Scene,
  answer: Returned | undefined,
  context: SceneContext,
  made?: ActorName,
): void {
  const { draft } = context;
  const text = callText(action.call, {
    ...context,
    expected: answer?.outputs ?? [],
    ...(made === undefined ? {} : { makes: made }),
  });
  if (made !== undefined) writeMaking(text, made, answer, context);
  else if (answer === undefined) draft.line(`${isWork(text) ? 'for (;;)\n        ' : ''}${text.expression};`);
  else writeAnswer(text, answer, context);
  if (answer?.result.kind !== 'value') return;
  const passing = passingTime(text.signature, text.values, context.sheet.spec.abi);
  if (passing > 0) {
    context.sheet.headers.add('unistd.h');
    draft.line(`usleep(${passing}); /* so short a time passes before anything else is looked at */`);
  }
  for (const [index, value] of answer.outputs.entries()) {
    const output = text.outputs[index];
    if (output !== undefined) checkOutput(output, value);
  }
}

/** User code that is ended while it works: how long that takes is a matter of the machine's ticks. */
function isWork({ isInstruction, signature }: CallText): boolean {
  return isInstruction && signature.arguments.every(({ type }) => type.kind === 'integer');
}

/** A call that comes back twice, or that begins the new task itself. */
function writeMaking(
  text: CallText,
  made: ActorName,
  answer: Returned | undefined,
  context: SceneContext,
): void {
  const { draft, sheet } = context;
  const variable = draft.name('made');
  draft.line(`long ${variable} = ${text.expression};`);
  if (!text.begins) draft.line(`if (${variable} == 0)\n        actor_${made}(NULL);`);
  if (answer === undefined) {
    draft.line(`(void)${variable};`);
    return;
  }
  sheet.use('answered');
  const number = madeNumber(answer, made, context);
  draft.line(`answered("${text.signature.name}", ${variable}, "${number}", ${number}, 0);`);
}

function madeNumber({ result }: Returned, made: ActorName, context: SceneContext): string {
  const isActor = result.kind === 'value' && result.value.kind === 'actor';
  return numberText(isActor ? result.value : actor(made), context);
}

function writeAnswer(
  { expression, signature, isInstruction }: CallText,
  { result }: Returned,
  context: SceneContext,
): void {
  const { draft, sheet } = context;
  if (result.kind === 'errno') {
    sheet.use('expect_error');
    const known = /^E\d+$/.test(result.errno) ? result.errno.slice(1) : result.errno;
    draft.line(`expect_error(${expression}, ${known});`);
    return;
  }
  if (result.value.kind === 'any') {
    sheet.use('expect_success');
    draft.line(`expect_success(${expression});`);
    return;
  }
  sheet.use('expect');
  const returns = isInstruction ? 'word' : signature.returns;
  draft.line(`expect(${expression}, ${resultText(result.value, returns, context)});`);
}

function resultText(value: Value, returns: string, context: SceneContext): string {
  if (value.kind === 'place') return value.place === 'null' ? '0' : `(long)${value.place}`;
  return returns === 'pid' ? pidText(value, context) : numberText(value, context);
}

/** Number 1 is the first process of a trial: in a program, its director. In a PID namespace below it is that one's own. */
function pidText(value: Value, context: SceneContext): string {
  const { sheet, actor: viewer } = context;
  const isDirector = sheet.staged && value.kind === 'int' && value.value === 1n;
  return isDirector && sheet.lineage.spaceOf(viewer) === undefined ? 'director' : numberText(value, context);
}

/** Writes what a handler has to have been told: `told(SIGUSR1)`, and what was in its siginfo. */
export function writeHandler(event: Extract<Event, { kind: 'handler' }>, context: SceneContext): void {
  const { draft, sheet } = context;
  const { code, ...fields } = event.info;
  sheet.use(sheet.staged ? 'stage_told' : 'told');
  const note = draft.name('note');
  const signal = sheet.constant(event.signal);
  draft.line(`const struct note *${note} = told(${sheet.staged ? `${event.actor}, ` : ''}${signal});`);
  sheet.use('expect_value');
  const wanted = /^-?\d+$/.test(code) ? cInteger(BigInt(code)) : sheet.constant(code);
  draft.line(`expect_value(${note}->info.si_code, ${wanted});`);
  for (const [name, value] of Object.entries<Value>(fields)) {
    const member = `${note}->info.${INFO_MEMBERS[name] ?? name}`;
    if (value.kind === 'any') continue;
    if (name === 'pid') draft.line(`expect_value(${member}, ${pidText(value, context)});`);
    else
      checkNumber(member, value, {
        ...context,
        raw: false,
        bring: nothingBack,
        lay: nothingBack,
      });
  }
  if (event.altstack === true) draft.line(`expect_value(${note}->alternate, 1);`);
}

function nothingBack(): string {
  return 'NULL';
}
