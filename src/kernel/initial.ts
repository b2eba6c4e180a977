/** The world in which a scenario begins: actor A, alone, idle, a child of init in a session of its own. */
import { Map as ImmutableMap, Set as ImmutableSet } from 'immutable';
import { Draft } from './draft.js';
import type { KernelSetting } from './kernel.js';
import { initialTable } from './objects/descriptor-table.js';
import { noHandlers } from './objects/disposition.js';
import { initialFiles } from './objects/initial-files.js';
import { INIT, type World } from './world.js';

const FIRST = 'A';
const UMASK = 0o022;

/** The initial world of a setting. */
export function initialWorld({ profile, privileged }: KernelSetting): World {
  const draft = new Draft(emptyWorld(profile, privileged));
  const handlers = draft.freshId();
  draft.handlers.set(handlers, noHandlers());
  const table = initialTable(draft, initialFiles(draft));
  draft.tasks.set(FIRST, { id: FIRST, process: FIRST, table, handlers, mask: 0n, pending: [] });
  draft.processes.set(FIRST, {
    id: FIRST,
    parent: INIT,
    children: [],
    tasks: [FIRST],
    group: FIRST,
    session: FIRST,
    pending: [],
    state: 'alive',
    argv: ['agent'],
    comm: 'agent',
    umask: UMASK,
  });
  return draft.commit();
}

function emptyWorld(profile: string, privileged: boolean): World {
  return {
    tasks: ImmutableMap(),
    processes: ImmutableMap(),
    tables: ImmutableMap(),
    files: ImmutableMap(),
    pipes: ImmutableMap(),
    inodes: ImmutableMap(),
    handlers: ImmutableMap(),
    departed: ImmutableSet(),
    fresh: 1,
    profile,
    privileged,
  };
}
