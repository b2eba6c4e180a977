/** The survey of a world: who there is and what they hold, for the generator. */
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
  const living = [...world.tasks.values()].map((task) => livingActor(world, task));
  const zombies = [...world.processes.values()].filter(({ state }) => state === 'zombie');
  const ended = [
    ...zombies.map(({ id }) => endedActor(id, 'zombie')),
    ...[...world.departed].map((name) => endedActor(name, 'gone')),
  ];
  return [...living, ...ended].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function livingActor(world: World, task: Task): SurveyedActor {
  const process = world.processes.get(task.process);
  const state = task.stopped !== undefined ? 'stopped' : task.blocked === undefined ? 'idle' : 'blocked';
  return {
    name: task.id,
    state,
    leader: task.process,
    descriptors: descriptorsOf(world, task),
    children: process?.children ?? [],
    canFork: world.tasks.size + world.departed.size < MOST_ACTORS,
  };
}

function endedActor(name: ActorName, state: 'zombie' | 'gone'): SurveyedActor {
  return { name, state, leader: name, descriptors: [], children: [], canFork: false };
}

/** What was found of a table, as long as neither it nor any file changes. */
const surveyed = new WeakMap<DescriptorTable, { files: World['files']; found: SurveyedDescriptor[] }>();

function descriptorsOf(world: World, task: Task): SurveyedDescriptor[] {
  const table = world.tables.get(task.table);
  if (table === undefined) return [];
  const known = surveyed.get(table);
  if (known?.files === world.files) return known.found;
  const found = [...table.slots]
    .sort(([a], [b]) => a - b)
    .flatMap(([fd, descriptor]) => describe(world, fd, descriptor));
  surveyed.set(table, { files: world.files, found });
  return found;
}

function describe(world: World, fd: number, { file: id, closeOnExec }: Descriptor): SurveyedDescriptor[] {
  const file = world.files.get(id);
  if (file === undefined) return [];
  const kind =
    file.object.kind === 'pipe' ? 'pipe' : (world.inodes.get(file.object.inode)?.kind ?? 'regular');
  return [{ fd, kind, readable: file.readable, writable: file.writable, cloexec: closeOnExec }];
}
