/** A descriptor whose kind is known: its fdinfo against the grammar of exactly that kind, its link against its text. */
import { failureAt, type CompiledFormats } from '../grammar/index.js';
import { checkEntry, type CheckOptions, type FileVerdict } from './check-entry.js';

interface Kind {
  /** The format of its fdinfo, below proc/pid/fdinfo; default: the one that is called as the kind. */
  readonly fdinfo?: string;
  readonly link: RegExp;
  /** The link in words. */
  readonly expected: string;
}

const SOCKET = { link: /^socket:\[[0-9]+\]$/, expected: 'socket:[a number]' };

/** By the names that src/agent/descriptors gives them. */
const KINDS: Readonly<Record<string, Kind>> = {
  eventfd: anonymous('[eventfd]'),
  epoll: anonymous('[eventpoll]'),
  signalfd: anonymous('[signalfd]'),
  timerfd: anonymous('[timerfd]'),
  inotify: anonymous('inotify'),
  fanotify: anonymous('[fanotify]'),
  pidfd: anonymous('[pidfd]'),
  io_uring: anonymous('[io_uring]'),
  userfaultfd: anonymous('[userfaultfd]'),
  'bpf-map': anonymous('bpf-map'),
  'bpf-prog': anonymous('bpf-prog'),
  'bpf-link': anonymous('bpf_link'),
  btf: anonymous('btf'),
  memfd: { fdinfo: 'regular', link: /^\/memfd:one of each \(deleted\)$/, expected: '/memfd:NAME (deleted)' },
  pipe: { fdinfo: 'regular', link: /^pipe:\[[0-9]+\]$/, expected: 'pipe:[a number]' },
  'unix-socket': SOCKET,
  'tcp-socket': { fdinfo: 'regular', ...SOCKET },
  'netlink-socket': { fdinfo: 'regular', ...SOCKET },
  tty: { link: /^\/dev\/(pts\/)?ptmx$/, expected: '/dev/ptmx' },
  tun: { link: /^\/dev\/net\/tun$/, expected: '/dev/net/tun' },
};

/** A descriptor of a process, and what it was made as. */
export interface KnownDescriptor {
  readonly pid: number;
  readonly fd: number;
  readonly kind: string;
}

/** The verdicts on fdinfo and link of `descriptor`; of a kind that has no name here, `no grammar`. */
export function checkDescriptor({ pid, fd, kind }: KnownDescriptor, options: CheckOptions): FileVerdict[] {
  const fdinfo = `${pid}/fdinfo/${fd}`;
  const known = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (known === undefined) return [{ path: fdinfo, kind: 'no grammar' }];
  const formats = only(`proc/pid/fdinfo/${known.fdinfo ?? kind}`, options.formats);
  const { verdict } = checkEntry({ path: fdinfo, kind: 'file' }, { ...options, formats });
  return [verdict, linkVerdict(`${pid}/fd/${fd}`, known, options)];
}

function anonymous(name: string): Kind {
  const expected = `anon_inode:${name}`;
  return { link: new RegExp(`^${expected.replace(/[[\]]/g, '\\$&')}$`), expected };
}

function only(name: string, formats: CompiledFormats): CompiledFormats {
  const format = formats.get(name);
  return new Map(format === undefined ? [] : [[name, format]]);
}

function linkVerdict(path: string, { link, expected }: Kind, options: CheckOptions): FileVerdict {
  const { verdict, text } = checkEntry({ path, kind: 'link' }, options);
  if (verdict.kind !== 'conforms' || text === undefined || link.test(text)) return verdict;
  return { path, kind: 'departs', format: verdict.format, failure: failureAt(text, 0, [expected]) };
}
