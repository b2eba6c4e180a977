/** How a static program is started on each target that findings are told of. */
import { basename, dirname, join } from 'node:path';

/** How a target starts a program. */
export interface Starter {
  /** The programs that it takes. */
  readonly needs: readonly string[];
  /** The compiler of static programs for it. */
  readonly compiler: string;
  /** The command that runs the program at `path`. */
  readonly command: (path: string) => readonly string[];
  /** It is a whole machine: its init (guest-init.c) stands beside the program, and tells the exit status in its last line. */
  readonly isMachine?: true;
}

const X86_64 = 'gcc';
const AARCH64 = 'aarch64-linux-gnu-gcc';

/** By the name that findings have in their files: 0001-<name>-what-it-is.md. */
export const STARTERS: Readonly<Record<string, Starter>> = {
  gvisor: {
    needs: ['runsc'],
    compiler: X86_64,
    command: (path) => ['runsc', '--platform=ptrace', '--network=none', '--ignore-cgroups', 'do', path],
  },
  uml: {
    needs: ['linux.uml'],
    compiler: X86_64,
    isMachine: true,
    command: (path) => [
      'linux.uml',
      'mem=256M',
      'root=/dev/root',
      'rootfstype=hostfs',
      `rootflags=${dirname(path)}`,
      'rw',
      'init=/init',
      `uml_dir=${join(dirname(path), 'uml')}/`,
      'con=null',
      'con0=fd:0,fd:1',
      'quiet',
      'panic=-1',
      '--',
      `/${basename(path)}`,
    ],
  },
  proot: { needs: ['proot'], compiler: X86_64, command: (path) => ['proot', '-0', path] },
  qemu: { needs: ['qemu-x86_64-static'], compiler: X86_64, command: (path) => ['qemu-x86_64-static', path] },
  'qemu-aarch64': {
    needs: ['qemu-aarch64-static', AARCH64],
    compiler: AARCH64,
    command: (path) => ['qemu-aarch64-static', path],
  },
};

/** The name of the target that a file of a finding is about: of several that begin it, the longest. */
export function targetOf(file: string): string {
  const rest = basename(file).replace(/^\d+-/, '');
  const fitting = Object.keys(STARTERS).filter((name) => rest.startsWith(`${name}-`));
  return fitting.sort((a, b) => b.length - a.length)[0] ?? '';
}
