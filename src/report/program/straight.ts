/** A tale of one actor: the program is that actor, and its main function is the tale. */
import type { Event } from '../../abi/index.js';
import type { Spec } from '../../spec/index.js';
import { cComment } from './c-text.js';
import { FunctionDraft } from './function-draft.js';
import type { Returned } from './answer.js';
import { writeCall, writeHandler } from './scene-lines.js';
import type { Sheet } from './sheet.js';
import type { Surroundings } from './surroundings.js';
import { scenesOf, type Scene, type Tale } from './tale.js';

/** The functions of the program: main alone. */
export function straightFunctions(
  tale: Tale,
  { calling, preparations, runsItself }: Surroundings,
  sheet: Sheet,
): string[] {
  const draft = new FunctionDraft();
  const context = { sheet, draft, actor: 'A' };
  sheet.use('in_a_child');
  if (runsItself) {
    sheet.use('once');
    draft.line('once();');
  }
  draft.line(`in_a_child(${tale.inQuestion === undefined ? 1 : 2});`);
  for (const { piece, call } of [...calling, ...preparations]) {
    sheet.use(piece);
    draft.line(call);
  }
  let handlers = 0;
  for (const scene of scenesOf(tale)) {
    if (draft.lines.length > 0) draft.line();
    draft.lines.push(...cComment(sceneComment(scene, tale, sheet.spec), '    '));
    if (scene.inQuestion) draft.line('*otherwise = 1;');
    writeCall(scene, scene.events.find(isReturned), context);
    for (const event of scene.events) {
      if (event.kind !== 'handler') continue;
      writeHandler(event, context);
      handlers++;
    }
  }
  if (sheet.pieces.has('handler')) {
    sheet.use('expect_value');
    draft.line();
    draft.lines.push(...cComment('No handler has run but those.', '    '));
    draft.line(`expect_value(ran, ${handlers});`);
  }
  draft.line('return 0;');
  return [`int main(void)\n{\n${draft.lines.join('\n')}\n}`];
}

function isReturned(event: Event): event is Returned {
  return event.kind === 'returned';
}

/** What a scene is about: the call's summary, `how` it goes on, and at the step in question the promise. */
export function sceneComment(
  { number, action, inQuestion }: Scene,
  { clause }: Tale,
  spec: Spec,
  how = '',
): string {
  const summary = spec.syscalls.get(action.call.name)?.summary ?? action.call.name;
  const told = `${number}. ${action.call.name}: ${summary}.${how}`;
  if (!inQuestion || clause === undefined) return told;
  return `${told}\nThis is the step in question (${clause.id}).${clause.prose === undefined ? '' : ` ${clause.prose}`}`;
}
