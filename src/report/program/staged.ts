/** A tale of several actors: a function for each, and a main function that says whose step it is. */
import type { ActorName, Event } from '../../abi/index.js';
import { printStep } from '../../scenario/index.js';
import { cComment } from './c-text.js';
import { FunctionDraft } from './function-draft.js';
import type { PieceName } from './pieces.js';
import { Refused } from './refused.js';
import { writeCall, writeHandler, type Returned } from './scene-lines.js';
import type { Sheet } from './sheet.js';
import { statesOf } from './states.js';
import { AGENT_PATH, sceneComment } from './straight.js';
import type { Surroundings } from './surroundings.js';
import { scenesOf, type Scene, type Tale } from './tale.js';

/** The functions of the program, each behind those that it uses. */
export function stagedFunctions(tale: Tale, surroundings: Surroundings, sheet: Sheet): string[] {
  const scenes = scenesOf(tale);
  refuseWhatCannot(scenes);
  for (const piece of ['begin', 'turn', 'open_stage', 'must_be', 'step'] as const) sheet.use(piece);
  if (surroundings.ownNumbers) sheet.use('own_numbers');
  const born = bornAt(scenes);
  const actors = [...sheet.cast].reverse().filter((actor) => actor === 'A' || born.has(actor));
  const functions = actors.map((actor) => actorFunction(actor, tale, surroundings, sheet, born));
  return [...functions, mainFunction(tale, surroundings, sheet, born)];
}

function refuseWhatCannot(scenes: readonly Scene[]): void {
  for (const { events } of scenes) {
    if (events.some(({ kind }) => kind === 'image')) throw new Refused('it runs another program');
    if (events.some(({ kind }) => kind === 'seen')) throw new Refused('it is about a text of /proc');
  }
}

/** The step in which each actor but the first begins. */
function bornAt(scenes: readonly Scene[]): ReadonlyMap<ActorName, number> {
  return new Map(
    scenes.flatMap(({ number, events }) =>
      events.flatMap((event) => (event.kind === 'began' ? [[event.actor, number] as const] : [])),
    ),
  );
}

function actorFunction(
  actor: ActorName,
  tale: Tale,
  { preparations }: Surroundings,
  sheet: Sheet,
  birth: ReadonlyMap<ActorName, number>,
): string {
  const scenes = scenesOf(tale);
  const draft = new FunctionDraft();
  if (actor === 'A') {
    draft.line('setsid();');
    for (const { call } of preparations.filter(isOfActor)) draft.line(call);
  }
  for (const { call } of preparations.filter(isOfEverybody)) draft.line(call);
  draft.line(`begin(${actor});`);
  for (const scene of scenes) {
    if (scene.action.actor !== actor || scene.events.some((event) => isBusy(event, actor))) continue;
    if ((birth.get(actor) ?? 0) >= scene.number) continue;
    draft.line();
    const answer = answerOf(scene, scenes);
    draft.lines.push(...cComment(sceneComment(scene, tale, sheet.spec, courseOf(scene, answer)), '    '));
    draft.line(`turn(${actor}, ${scene.number});`);
    writeScene(scene, answer, birth, sheet, draft);
  }
  draft.line();
  draft.line(`turn(${actor}, NEVER);`);
  draft.line('return 0;');
  return `static int actor_${actor}(void *nothing)\n{\n    (void)nothing;\n${draft.lines.join('\n')}\n}`;
}

/** The director keeps its own descriptors, to tell what was seen. */
function isOfActor({ piece }: { readonly piece: PieceName }): boolean {
  return piece === 'standard' || piece === 'descriptors';
}

/** What the library does for every new thread. */
function isOfEverybody({ piece }: { readonly piece: PieceName }): boolean {
  return piece === 'robust_lists';
}

function isBusy(event: Event, actor: ActorName): boolean {
  return event.kind === 'busy' && event.actor === actor;
}

/** What becomes of the call. */
function courseOf({ number, action, events }: Scene, answer: Answer | undefined): string {
  if (answer?.step === number) return '';
  const sleeps = events.some(({ kind, actor }) => kind === 'blocked' && actor === action.actor);
  if (answer === undefined) return sleeps ? ' It sleeps, and does not come back.' : ' It does not come back.';
  return sleeps ? ` It sleeps until step ${answer.step}.` : ` It comes back in step ${answer.step}.`;
}

function writeScene(
  scene: Scene,
  answer: Answer | undefined,
  birth: ReadonlyMap<ActorName, number>,
  sheet: Sheet,
  draft: FunctionDraft,
): void {
  const { actor, spawns } = scene.action;
  const born = new Set<ActorName>(['A', ...birth.keys()]);
  const makes = spawns !== undefined && birth.has(spawns) ? spawns : undefined;
  writeCall(scene, answer?.event, { sheet, draft, born, agent: AGENT_PATH }, makes);
  if (answer?.step === scene.number) return;
  sheet.use('back');
  draft.line(`back("${actor}", ${answer === undefined ? 'NEVER' : answer.step});`);
}

interface Answer {
  readonly step: number;
  readonly event: Returned;
}

/** When the call of a scene comes back, and with what. */
function answerOf({ number, action: { actor } }: Scene, scenes: readonly Scene[]): Answer | undefined {
  for (const scene of scenes) {
    if (scene.number < number) continue;
    const event = scene.events.find((one): one is Returned => one.kind === 'returned' && one.actor === actor);
    if (event !== undefined) return { step: scene.number, event };
    const ended = scene.events.some((one) => one.kind === 'ended' && one.actor === actor);
    if (ended) return undefined;
  }
  return undefined;
}

function mainFunction(
  tale: Tale,
  { ownNumbers, preparations }: Surroundings,
  sheet: Sheet,
  birth: ReadonlyMap<ActorName, number>,
): string {
  const scenes = scenesOf(tale);
  const draft = new FunctionDraft();
  if (ownNumbers) draft.line('own_numbers();');
  for (const { piece, call } of preparations) {
    sheet.use(piece);
    if (!isOfActor({ piece }) && !isOfEverybody({ piece })) draft.line(call);
  }
  draft.line('open_stage();');
  draft.line('if (fork() == 0)\n        actor_A(NULL);');
  draft.line('must_be(A, IDLE);');
  const changes = statesOf(scenes);
  const known = new Set<ActorName>(['A']);
  for (const [index, scene] of scenes.entries()) {
    draft.line();
    draft.lines.push(...cComment(storyOf(scene, known), '    '));
    draft.line(`step(${scene.number});`);
    for (const { actor, state } of changes[index] ?? []) draft.line(`must_be(${actor}, ${state});`);
    for (const event of scene.events) {
      if (event.kind === 'began') known.add(event.actor);
      if (event.kind !== 'handler') continue;
      const born = new Set<ActorName>(['A', ...birth.keys()]);
      writeHandler(event, { sheet, draft, born, agent: AGENT_PATH });
    }
  }
  if (sheet.pieces.has('stage_handler')) {
    sheet.use('nothing_more');
    draft.line('nothing_more();');
  }
  draft.line('end();');
  return `int main(void)\n{\n${draft.lines.join('\n')}\n}`;
}

/** The step as the scenario writes it, with everything that is seen of it. */
function storyOf({ number, action, events }: Scene, known: ReadonlySet<ActorName>): string {
  if (events.length === 0) return `${number}. ${printStep({ action }, known).join('\n')}`;
  return `${number}. ${printStep({ action, expect: events }, known).join('\n')}`;
}
