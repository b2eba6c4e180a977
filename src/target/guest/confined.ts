/** A guest kernel as a process that leaves nothing behind: in a PID namespace that ends with it, and with us. */
import { spawnSync } from 'node:child_process';
import type { AgentCommand } from '../agent-process.js';

/** The programs that `confined` takes, of util-linux. */
export const CONFINERS = ['setpriv', 'unshare'] as const;

/**
 * The command, confined, with a /proc that shows nothing else: killed with whatever it started as soon as it is killed itself, or this process ends. Who is
 * not root gets a user namespace for it, and only then asks to be killed: new credentials forget that (prctl(2)).
 */
export function confined(program: string, args: readonly string[], wire: AgentCommand['wire']): AgentCommand {
  const [setpriv, unshare] = CONFINERS;
  const asRoot = process.getuid?.() === 0 ? [] : [unshare, '--user', '--map-root-user', '--'];
  const endingWithUs = [setpriv, '--pdeathsig', 'KILL', '--'];
  const withAllItStarts = [unshare, '--pid', '--fork', '--kill-child', '--mount-proc', '--'];
  const [path = program, ...rest] = [...asRoot, ...endingWithUs, ...withAllItStarts, program, ...args];
  return { path, args: rest, wire };
}

/** What `program --version` prints; undefined where no program of that name is in PATH. */
export function versionOf(program: string): string | undefined {
  const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'latin1' });
  return status === 0 ? stdout.trim() : undefined;
}

/** Where a program of PATH lies; its name where there is none. */
export function pathOf(program: string): string {
  const { status, stdout } = spawnSync('/bin/sh', ['-c', 'command -v "$0"', program], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : program;
}
