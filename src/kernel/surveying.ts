/** The survey of a world: who there is and what they hold, for the generator. */
import { kindOf } from './objects/open-file.js';
import type { ActorName } from '../abi/index.js';
import type { Survey, SurveyedActor, SurveyedDescriptor } from './survey.js';
import type { Descriptor, DescriptorTable, Task, World } from './world.js';

/** Actors that a scenario may have at once. */
const MOST_ACTORS = 26;
const surveys = new WeakMap<World, Survey>();

/** Everybody who has begun, by name. Kept with the world: asking twice costs nothing. */
export function surveyOf(world: World): Survey {
  const known = surveys.get(world) ?? { actors: actorsOf(world) };
  surveys.set(world, known);
  return known;
}

function actorsOf(world: World): SurveyedActor[] {
  const alive = [...world.tasks.values()].map((task) => livingActor(world, task));
  const ended = [
    ...[...world.zombies.keys()].map((name) => endedActor(name, 'zombie')),
    ...[...world.departed].map((name) => endedActor(name, 'gone')),
  ];
  return [...alive, ...ended].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What was found of a thread, as long as nothing that it was found from changes. */
const living = new WeakMap<Task, { from: readonly unknown[]; actor: SurveyedActor }>();

function livingActor(world: World, task: Task): SurveyedActor {
  const table = world.tables.get(task.table);
  const children = world.processes.get(task.process)?.children ?? NOBODY;
  const canFork = world.tasks.size + world.departed.size < MOST_ACTORS;
  const from = [table, children, canFork];
  const known = living.get(task);
  if (known?.from.every((part, index) => part === from[index]) === true) return known.actor;
  const actor: SurveyedActor = {
    name: task.id,
    state: task.stopped !== undefined ? 'stopped' : task.blocked === undefined ? 'idle' : 'blocked',
    leader: task.process,
    descriptors: table === undefined ? [] : descriptorsOf(world, table),
    children,
    canFork,
  };
  living.set(task, { from, actor });
  return actor;
}

const NOBODY: readonly ActorName[] = [];

function endedActor(name: ActorName, state: 'zombie' | 'gone'): SurveyedActor {
  return { name, state, leader: name, descriptors: [], children: [], canFork: false };
}

/** What was found of a table. What a description is does not change, so neither does this. */
const surveyed = new WeakMap<DescriptorTable, SurveyedDescriptor[]>();

function descriptorsOf(world: World, table: DescriptorTable): SurveyedDescriptor[] {
  const found =
    surveyed.get(table) ??
    [...table.slots].sort(([a], [b]) => a - b).flatMap(([fd, descriptor]) => describe(world, fd, descriptor));
  surveyed.set(table, found);
  return found;
}

function describe(world: World, fd: number, { file: id, closeOnExec }: Descriptor): SurveyedDescriptor[] {
  const file = world.files.get(id);
  if (file === undefined) return [];
  const kind = kindOf(world, file.object);
  return [{ fd, kind, readable: file.readable, writable: file.writable, cloexec: closeOnExec }];
}
