/** What the words about users, groups and capabilities do: see src/spec/words/identity.ts. */
import type { AbiTable } from '../../abi/index.js';
import type { IdentityWord, Memory } from '../../spec/index.js';
import { integerOf } from '../arguments.js';
import type { Context } from '../context.js';
import { ModelBug } from '../draft.js';
import type { Credentials, Identity, Ids } from '../identity.js';
import { capabilityNumbered } from '../objects/capability.js';
import { withFileUser, withUsers } from '../objects/credentials.js';
import { crowdOf } from '../objects/crowd.js';
import { fsOf } from '../objects/fs.js';
import { memoryOf } from '../objects/memory.js';
import { become, isCapable, isCapableOverMachine, setIdentity } from '../objects/standing.js';
import { sourceIn } from './memory.js';

/** (uid_t) -1: nobody, in any user namespace. */
const NOBODY = 0xffff_ffffn;
/** TASK_COMM_LEN without its NUL. */
const NAME_LENGTH = 15;
const PERMISSIONS = 0o777;

/** The words, working on what `context` says at the time. */
export function identityWords(
  context: Context,
  abi: AbiTable,
): Record<IdentityWord, (...args: never[]) => unknown> {
  return {
    ...userWords(context),
    ...groupWords(context, abi),
    ...traitWords(context),
    ...processWords(context),
  };
}

function userWords(context: Context) {
  return {
    own_user: (which: string) => BigInt(idOf(credentialsOf(context).users, which)),
    can_be_somebody: (id: bigint) => isSomebody(context, id),
    has_capability: (number: bigint) => isCapable(context.draft, context.task, capabilityNumbered(number)),
    has_capability_over_machine: (number: bigint) =>
      isCapableOverMachine(context.draft, context.task, capabilityNumbered(number)),
    set_users: (real: bigint, effective: bigint, saved: bigint) => {
      const old = credentialsOf(context);
      become(context.draft, context.task, withUsers(old, idsOf(real, effective, saved)));
      if (old.users.real !== Number(real)) noteCrowd(context);
      return true;
    },
    set_file_user: (id: bigint) => {
      become(context.draft, context.task, withFileUser(credentialsOf(context), Number(id)));
      return true;
    },
  };
}

function groupWords(context: Context, abi: AbiTable) {
  return {
    own_group: (which: string) => BigInt(idOf(credentialsOf(context).groups, which)),
    set_own_groups: (real: bigint, effective: bigint, saved: bigint) => {
      const groups = idsOf(real, effective, saved);
      become(context.draft, context.task, { ...credentialsOf(context), groups });
      return true;
    },
    set_file_group: (id: bigint) => {
      const old = credentialsOf(context);
      become(context.draft, context.task, { ...old, groups: { ...old.groups, file: Number(id) } });
      return true;
    },
    supplementary_groups: () => credentialsOf(context).others.map(BigInt),
    holds_nobody: (memory: Memory, count: bigint) =>
      numbersIn(context, abi, memory, Number(count)).some((id) => !isSomebody(context, id)),
    ends_before: ({ place, value }: Memory, count: bigint) =>
      place === 'valid' && BigInt(value?.kind === 'list' ? value.items.length : 0) < count,
    set_supplementary_groups: (memory: Memory, count: bigint) => {
      const others = numbersIn(context, abi, memory, Number(count)).map(Number);
      become(context.draft, context.task, {
        ...credentialsOf(context),
        others: others.sort((a, b) => a - b),
      });
      return true;
    },
  };
}

function traitWords(context: Context) {
  const change = (part: Partial<Identity>): true => {
    setIdentity(context.draft, context.task, part);
    return true;
  };
  return {
    own_death_signal: () => BigInt(identityOf(context).deathSignal),
    set_death_signal: (signal: bigint) => change({ deathSignal: Number(signal) }),
    own_name: () => context.draft.task(context.task).comm,
    faults_as_name: (memory: Memory) => nameIn(memory) === undefined,
    set_own_name: (memory: Memory) => {
      context.draft.setTask(context.task, { comm: nameIn(memory) ?? '' });
      return true;
    },
    has_no_new_privileges: () => identityOf(context).noNewPrivs,
    forgo_new_privileges: () => change({ noNewPrivs: true }),
  };
}

function processWords(context: Context) {
  const memory = () => context.draft.task(context.task).memory;
  const process = () => context.draft.process(context.draft.task(context.task).process);
  return {
    dumpable: () => BigInt(memoryOf(context.draft, memory()).dumpable),
    set_dumpable: (may: boolean) => {
      context.draft.memories.set(memory(), { ...memoryOf(context.draft, memory()), dumpable: may ? 1 : 0 });
      return true;
    },
    is_subreaper: () => process().subreaper,
    set_subreaper: (subreaper: boolean) => {
      context.draft.setProcess(process().id, { subreaper });
      return true;
    },
    set_umask: (umask: bigint) => {
      const { fs } = context.draft.task(context.task);
      const before = fsOf(context.draft, fs);
      context.draft.fs.set(fs, { ...before, umask: Number(umask) & PERMISSIONS });
      return BigInt(before.umask);
    },
  };
}

function identityOf({ draft, task }: Context): Identity {
  return draft.task(task).identity;
}

function credentialsOf(context: Context): Credentials {
  return identityOf(context).credentials;
}

/** An actor without rights over the machine is root of a user namespace that has nobody but root. */
function isSomebody({ draft }: Context, id: bigint): boolean {
  return draft.privileged ? id !== NOBODY : id === 0n;
}

function noteCrowd({ draft, task }: Context): void {
  const excess = crowdOf(draft, task, true);
  setIdentity(draft, task, { crowded: excess === 'surely' ? 'yes' : excess });
}

function idsOf(real: bigint, effective: bigint, saved: bigint): Ids {
  return { real: Number(real), effective: Number(effective), saved: Number(saved), file: Number(effective) };
}

function idOf(ids: Ids, which: string): number {
  if (which === 'real' || which === 'effective' || which === 'saved' || which === 'file') return ids[which];
  throw new ModelBug(`a thread has no ${which} id`);
}

/** Four bytes of a straddling place: each is an `x`. */
const STRADDLING_NUMBER = 0x7878_7878n;

/** So many numbers of 32 bits that stand there; a page of zeros has zeros. */
function numbersIn(context: Context, abi: AbiTable, { place, value }: Memory, count: number): bigint[] {
  const items = value?.kind === 'list' ? value.items : [];
  return Array.from({ length: count }, (_, index) => {
    const item = items[index];
    if (item !== undefined) return BigInt.asUintN(32, integerOf(context, abi, item));
    return place === 'straddling' ? STRADDLING_NUMBER : 0n;
  });
}

/** The name that stands there; nothing where it cannot be read as far as a name goes. */
function nameIn(memory: Memory): string | undefined {
  const text = sourceIn(memory, BigInt(NAME_LENGTH));
  const [name = ''] = text.split('\0', 1);
  const whole = memory.place === 'valid' || name.length < text.length || text.length === NAME_LENGTH;
  return whole ? name : undefined;
}
