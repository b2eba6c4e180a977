/** What the words about waiting do: see src/spec/words/waiting.ts. */
import { int, list, names, struct, type Value } from '../../abi/index.js';
import type { WaitingWord } from '../../spec/index.js';
import { ownProcess, type Context } from '../context.js';
import { ModelBug } from '../draft.js';
import { eligibleChildren, hasHeard, newsOf, type ChildNews, type Meant } from '../objects/children.js';
import { descriptorOf } from '../objects/descriptor-table.js';
import { openFileOf } from '../objects/open-file.js';
import { numberOf, ownerOf } from '../objects/pid.js';
import { childInfo, statusSignal } from '../objects/child-info.js';
import { tellNews } from '../objects/process.js';
import type { PidId, Process } from '../world.js';

const P_PID = 1n;
const P_PGID = 2n;
const P_PIDFD = 3n;
const WNOWAIT = 0x1000000n;

/** The implementations, over the context of one kernel. */
export function waitingWords(context: Context): Record<WaitingWord, (...args: never[]) => unknown> {
  return { ...meaningWords(context), ...choosingWords(context), ...tellingWords(context) };
}

function meaningWords(context: Context) {
  const group = (number: bigint): Meant => {
    const { draft, task } = context;
    if (number !== 0n) return `group ${number}`;
    const { blocked, process } = draft.task(task);
    return `own group ${blocked?.group ?? draft.process(process).group}`;
  };
  return {
    children_meant: (which: bigint, id: bigint): Meant => {
      if (which === P_PID) return `process ${id}`;
      if (which === P_PGID) return group(id);
      return which === P_PIDFD ? behind(context, id) : 'all';
    },
    children_named: (upid: bigint): Meant => {
      if (upid === -1n) return 'all';
      return upid > 0n ? `process ${upid}` : group(-upid);
    },
  };
}

/** The process behind a pidfd. */
function behind({ draft, task }: Context, fd: bigint): Meant {
  const slot = descriptorOf(draft, draft.task(task).table, Number(fd));
  const object = slot === undefined ? undefined : openFileOf(draft, slot.file).object;
  return object?.kind === 'pidfd' ? `pidfd ${object.pid}` : 'nobody';
}

function choosingWords(context: Context) {
  const withNews = (meant: Meant, options: bigint): Process[] =>
    eligible(meant, options).filter((child) => newsOf(child, options) !== undefined);
  const eligible = (meant: Meant, options: bigint): Process[] =>
    eligibleChildren(context.draft, context.task, meant, options);
  return {
    has_child: (meant: Meant, options: bigint) => eligible(meant, options).length > 0,
    wait_is_over: (meant: Meant, options: bigint) => {
      const over = eligible(meant, options).length === 0 || withNews(meant, options).length > 0;
      const { draft, task } = context;
      const sleeps = draft.task(task).blocked !== undefined;
      return over && (!sleeps || hasHeard(draft, task, meant, options));
    },
    pick_child: (meant: Meant, options: bigint) => {
      const ready = withNews(meant, options);
      const child = ready[context.draft.choose(ready.length)];
      return child === undefined ? 0n : numberOf(context.draft, child.id, ownProcess(context));
    },
  };
}

function tellingWords(context: Context) {
  const child = (pid: bigint): Process => context.draft.process(childOf(context, pid));
  return {
    wait_status: (pid: bigint, options: bigint) => statusValue(newsOf(child(pid), options)),
    child_info: (pid: bigint, options: bigint) => {
      if (pid === 0n) return NO_INFO;
      const told = child(pid);
      const news = newsOf(told, options);
      if (news === undefined) throw new ModelBug(`child ${told.id} has no news`);
      const { code, ...fields } = childInfo(context.draft, told, news);
      return struct({ signo: names('SIGCHLD'), errno: int(0), code: names(code), ...present(fields) });
    },
    tell_news: (pid: bigint, options: bigint) => {
      if ((options & WNOWAIT) === 0n) tellNews(context.draft, childOf(context, pid));
      return true;
    },
  };
}

const NO_INFO: Value = struct({
  signo: int(0),
  errno: int(0),
  code: int(0),
  pid: int(0),
  uid: int(0),
  status: int(0),
});

function present(fields: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function childOf(context: Context, pid: bigint): PidId {
  const id = ownerOf(context.draft, pid, ownProcess(context));
  if (id === undefined) throw new ModelBug(`no child has the PID ${pid}`);
  return id;
}

const STATUS: { readonly [Kind in ChildNews['kind']]: (news: Extract<ChildNews, { kind: Kind }>) => Value } =
  {
    exited: ({ code }) => struct({ exited: int(code) }),
    killed: ({ signal, dumped }) => struct({ [dumped ? 'dumped' : 'killed']: names(statusSignal(signal)) }),
    stopped: ({ signal }) => struct({ stopped: names(statusSignal(signal)) }),
    continued: () => struct({ continued: int(1) }),
  };

function statusValue(news: ChildNews | undefined): Value {
  return news === undefined ? list([]) : STATUS[news.kind](news as never);
}
