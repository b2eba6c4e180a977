/** A tale of several actors: a function for each, and a main function that says whose step it is. */
import type { ActorName } from '../../abi/index.js';
import { printStep } from '../../scenario/index.js';
import { answerOf, courseOf } from './answer.js';
import { cComment } from './c-text.js';
import { FunctionDraft } from './function-draft.js';
import { writeGiven, writeReplaced } from './new-image.js';
import { partsOf, type Part } from './parts.js';
import type { PieceName } from './pieces.js';
import { Refused } from './refused.js';
import { writeCall, writeHandler } from './scene-lines.js';
import type { Sheet } from './sheet.js';
import { statesOf } from './states.js';
import { sceneComment } from './straight.js';
import type { Surroundings } from './surroundings.js';
import { scenesOf, type Scene, type Tale } from './tale.js';

/** The functions of the program, each behind those that it uses. Throws Refused for what cannot be told. */
export function stagedFunctions(tale: Tale, surroundings: Surroundings, sheet: Sheet): string[] {
  const scenes = scenesOf(tale);
  if (scenes.some(({ events }) => events.some(({ kind }) => kind === 'seen')))
    throw new Refused('it is about a text of /proc');
  for (const piece of ['turn', 'must_be', 'step'] as const) sheet.use(piece);
  sheet.use(sheet.lineage.isDeep ? 'deep_names' : 'names_of_task');
  sheet.use('begin');
  const actors = [...sheet.cast].reverse().filter((actor) => sheet.lineage.stepOf(actor) !== undefined);
  const parts = partsOf(actors, scenes);
  const anew = parts.flatMap(({ name, image }) => (image === undefined ? [] : [name]));
  const telling = { tale, scenes, parts, surroundings, sheet };
  return [
    ...parts.map((part) => actorFunction(part, telling)),
    ...(anew.length === 0 ? [] : [table(anew)]),
    mainFunction(anew.length > 0, telling),
  ];
}

interface Telling {
  readonly tale: Tale;
  readonly scenes: readonly Scene[];
  readonly parts: readonly Part[];
  readonly surroundings: Surroundings;
  readonly sheet: Sheet;
}

function table(names: readonly string[]): string {
  return `/* Where the tale goes on when an execve has run the program anew. */
static int (*const parts[])(void *) = { ${names.join(', ')} };`;
}

function actorFunction(part: Part, telling: Telling): string {
  const { tale, scenes, parts, sheet } = telling;
  const { preparations } = telling.surroundings;
  const { actor, image } = part;
  const draft = new FunctionDraft();
  if (actor === 'A' && image === undefined) {
    draft.line('setsid();');
    for (const { call } of preparations.filter(isOfActor)) draft.line(call);
  }
  for (const { call } of preparations.filter(isOfEverybody)) draft.line(call);
  if (image === undefined) draft.line(`begin(${actor});`);
  else {
    sheet.use('begin_anew');
    draft.line(`begin_anew(${actor});`);
    writeGiven(image.event, { sheet, draft });
  }
  const birth = sheet.lineage.stepOf(actor) ?? 0;
  for (const scene of part.scenes) {
    if (birth >= scene.number) continue;
    draft.line();
    const answer = answerOf(scene, scenes);
    draft.lines.push(...cComment(sceneComment(scene, tale, sheet.spec, courseOf(scene, answer)), '    '));
    draft.line(`turn(${actor}, ${scene.number});`);
    writeScene(scene, telling, draft, parts);
  }
  draft.line();
  draft.line(`turn(${actor}, NEVER);`);
  draft.line('return 0;');
  return `static int ${part.name}(void *nothing)\n{\n    (void)nothing;\n${draft.lines.join('\n')}\n}`;
}

/** The director keeps its own descriptors, to tell what was seen. */
function isOfActor({ piece }: { readonly piece: PieceName }): boolean {
  return piece === 'standard' || piece === 'descriptors';
}

/** What the library does for every new thread. */
function isOfEverybody({ piece }: { readonly piece: PieceName }): boolean {
  return piece === 'robust_lists';
}

function writeScene(
  scene: Scene,
  { scenes, sheet }: Telling,
  draft: FunctionDraft,
  parts: readonly Part[],
): void {
  const { actor, spawns, call } = scene.action;
  const answer = answerOf(scene, scenes);
  const context = { sheet, draft, actor };
  const makes = spawns !== undefined && sheet.lineage.stepOf(spawns) !== undefined ? spawns : undefined;
  if (answer?.event.kind === 'image') {
    const { event } = answer;
    const next = parts.find(({ image }) => image?.event === event)?.image;
    writeCall(scene, undefined, { ...context, ...(next === undefined ? {} : { anew: next.index }) }, makes);
    writeReplaced(call.name, context);
    return;
  }
  writeCall(scene, answer?.event, context, makes);
  if (answer?.step === scene.number) return;
  sheet.use('back');
  draft.line(`back("${actor}", ${answer === undefined ? 'NEVER' : answer.step});`);
}

function mainFunction(isRunAnew: boolean, { scenes, surroundings, sheet }: Telling): string {
  const draft = new FunctionDraft();
  writeBeginning(isRunAnew, surroundings, sheet, draft);
  const changes = statesOf(scenes);
  const known = new Set<ActorName>(['A']);
  for (const [index, scene] of scenes.entries()) {
    draft.line();
    draft.lines.push(...cComment(storyOf(scene, known), '    '));
    draft.line(`step(${scene.number});`);
    for (const line of successions(scene, scenes, sheet)) draft.line(line);
    for (const { actor, state } of changes[index] ?? []) draft.line(`must_be(${actor}, ${state});`);
    for (const event of scene.events) {
      if (event.kind === 'began') known.add(event.actor);
      if (event.kind === 'handler') writeHandler(event, { sheet, draft, actor: event.actor });
    }
  }
  if (sheet.pieces.has('stage_handler')) {
    sheet.use('nothing_more');
    draft.line('nothing_more();');
  }
  draft.line('end();');
  return `int main(${isRunAnew ? 'int argc, char **argv' : 'void'})\n{\n${draft.lines.join('\n')}\n}`;
}

/** What the director does before the first step. */
function writeBeginning(
  isRunAnew: boolean,
  { ownNumbers, calling, preparations, runsItself }: Surroundings,
  sheet: Sheet,
  draft: FunctionDraft,
): void {
  if (isRunAnew) {
    draft.line('(void)argc;');
    draft.line('int part = find_stage(argv);');
    draft.line();
    draft.line('if (part >= 0)\n        return parts[part](NULL);');
  }
  const first: readonly (readonly [boolean, PieceName])[] = [
    [runsItself, 'once'],
    [true, isRunAnew ? 'open_lasting_stage' : 'open_stage'],
    [ownNumbers, 'own_numbers'],
  ];
  for (const [needed, piece] of first) {
    if (!needed) continue;
    sheet.use(piece);
    draft.line(`${piece}();`);
  }
  for (const { piece, call } of [...calling, ...preparations]) {
    sheet.use(piece);
    if (!isOfActor({ piece }) && !isOfEverybody({ piece })) draft.line(call);
  }
  draft.line('if (fork() == 0)\n        actor_A(NULL);');
  if (!ownNumbers) {
    sheet.use('heed_signals');
    draft.line('heed_signals();');
  }
  draft.line('must_be(A, IDLE);');
}

/** A thread whose execve is under way has taken the number of its leader, which is gone. */
function successions({ action: { actor }, events }: Scene, scenes: readonly Scene[], sheet: Sheet): string[] {
  const leader = sheet.lineage.leaderOf(actor);
  const isUnderWay = scenes.some(({ events: later }) =>
    later.some((event) => event.kind === 'image' && event.actor === actor),
  );
  const isGone = events.some((event) => event.kind === 'ended' && event.actor === leader);
  if (leader === actor || !isUnderWay || !isGone || events.some(({ kind }) => kind === 'image')) return [];
  sheet.use('succeed');
  return [`succeed(${actor}, ${leader});`];
}

/** The step as the scenario writes it, with everything that is seen of it. */
function storyOf({ number, action, events }: Scene, known: ReadonlySet<ActorName>): string {
  if (events.length === 0) return `${number}. ${printStep({ action }, known).join('\n')}`;
  return `${number}. ${printStep({ action, expect: events }, known).join('\n')}`;
}
