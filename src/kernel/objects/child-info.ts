/**
 * What a parent is told of a child, by a signal and by waitid. From kernel/signal.c: do_notify_parent,
 * do_notify_parent_cldstop, siginfo_layout.
 *
 * Linux fills in the fields of a child whatever the exit signal is. Who gets another signal than SIGCHLD reads them by
 * that signal's own layout: the same bytes under other names.
 */
import {
  ANY,
  codeName,
  infoFields,
  int,
  names,
  signalName,
  signalNumber,
  type InfoFieldName,
  type SignalInfo,
  type Value,
} from '../../abi/index.js';
import type { Draft } from '../draft.js';
import type { Process } from '../world.js';
import type { ChildNews } from './children.js';
import { numberValue } from './pid.js';
import { userOfProcess } from './siginfo.js';
import { SIGCHLD } from './signal-set.js';

/** The siginfo of a child's news, as it comes with a signal. */
export function childInfo(
  draft: Draft,
  { id, parent }: Process,
  news: ChildNews,
  signal = SIGCHLD,
): SignalInfo {
  const code = CODES[news.kind === 'killed' && news.dumped ? 'dumped' : news.kind];
  const uid = userOfProcess(draft, id);
  const said: Partial<Record<InfoFieldName, Value>> = {
    pid: numberValue(draft, id, parent),
    uid,
    status: signal === SIGCHLD || news.kind === 'exited' ? statusOf(news) : int(0),
    // The bytes of pid and uid, and those of the status.
    band: uid.kind === 'int' && uid.value === 0n ? numberValue(draft, id, parent) : ANY,
    fd: int(statusNumber(news)),
  };
  const fields = infoFields(signal, code).map((name) => [name, said[name]]);
  return { code: codeName(signal, code) ?? String(code), ...Object.fromEntries(fields) } as SignalInfo;
}

const CODES = { exited: 1, killed: 2, dumped: 3, stopped: 5, continued: 6 } as const;

function statusOf(news: ChildNews): Value {
  return news.kind === 'exited' ? int(news.code) : names(statusSignal(statusNumber(news)));
}

function statusNumber(news: ChildNews): number {
  if (news.kind === 'exited') return news.code;
  return news.kind === 'continued' ? (signalNumber('SIGCONT') ?? 0) : news.signal;
}

/** The name of a signal, for a wait status. */
export function statusSignal(signal: number): string {
  return signalName(signal) ?? String(signal);
}
