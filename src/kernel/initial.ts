/** The world in which a scenario begins: actor A, alone, idle, a child of init in a session of its own. */
import { Map as ImmutableMap, Set as ImmutableSet } from 'immutable';
import { Draft } from './draft.js';
import type { KernelSetting } from './kernel.js';
import { NO_ALT_STACK } from './objects/alt-stack.js';
import { initialTable } from './objects/descriptor-table.js';
import { noHandlers } from './objects/disposition.js';
import { allBut } from './objects/capability.js';
import { rootIdentity } from './objects/credentials.js';
import { initialFiles } from './objects/initial-files.js';
import { FIRST_LIMITS, firstLimits } from './objects/limits.js';
import { newMemory, SHARED_MEMORY } from './objects/memory.js';
import { takeNumber, usePid } from './objects/pid.js';
import { SIGCHLD } from './objects/signal-set.js';
import { NO_TIMERS } from './timers.js';
import { NO_WATCHES } from './watches.js';
import { INIT, type Process, type World } from './world.js';

const FIRST = 'A';
const UMASK = 0o022;

/** A task of which no call has changed anything. */
const UNTOUCHED = { comm: 'agent', mask: 0n, altStack: NO_ALT_STACK, pending: [] } as const;

const FIRST_PROCESS: Process = {
  id: FIRST,
  parent: INIT,
  parentTask: undefined,
  children: [],
  tasks: [FIRST],
  leader: FIRST,
  exitSignal: SIGCHLD,
  group: FIRST,
  session: FIRST,
  pending: [],
  state: 'alive',
  argv: ['agent'],
  executed: true,
  images: 0,
  parentImages: 0,
  timers: NO_TIMERS,
  limits: FIRST_LIMITS,
  worked: 0n,
  subreaper: false,
};

/** The initial world of a setting, on a kernel that has or does this beyond what all do. */
export function initialWorld(setting: KernelSetting, has: readonly string[] = []): World {
  const draft = new Draft(emptyWorld(setting, has));
  const handlers = draft.freshId();
  draft.handlers.set(handlers, noHandlers());
  const table = initialTable(draft, initialFiles(draft));
  const memory = newMemory(draft);
  const fs = draft.freshId();
  draft.fs.set(fs, { refs: 1, umask: UMASK });
  takeNumber(draft, FIRST, INIT);
  draft.tasks.set(FIRST, {
    id: FIRST,
    process: FIRST,
    pid: FIRST,
    table,
    handlers,
    memory,
    fs,
    ...UNTOUCHED,
    identity: rootIdentity(allBut(setting.withheld ?? [])),
  });
  draft.processes.set(FIRST, { ...FIRST_PROCESS, limits: firstLimits(draft) });
  for (let use = 0; use < 3; use += 1) usePid(draft, FIRST);
  return draft.commit();
}

function emptyWorld(
  { profile, privileged, withheld, settings }: KernelSetting,
  has: readonly string[],
): World {
  return {
    tasks: ImmutableMap(),
    processes: ImmutableMap(),
    tables: ImmutableMap(),
    files: ImmutableMap(),
    pipes: ImmutableMap(),
    inodes: ImmutableMap(),
    handlers: ImmutableMap(),
    memories: ImmutableMap([[SHARED_MEMORY, { refs: 1, cells: ImmutableMap(), barriers: 0n, dumpable: 1 }]]),
    fs: ImmutableMap(),
    futexWaits: ImmutableMap(),
    pids: ImmutableMap(),
    spaces: ImmutableMap(),
    numbers: ImmutableMap(),
    aliases: ImmutableMap(),
    zombies: ImmutableMap(),
    watches: NO_WATCHES,
    departed: ImmutableSet(),
    initNice: 0,
    fresh: 1,
    profile,
    has,
    privileged,
    withheld: withheld ?? [],
    settings: settings ?? [],
  };
}
