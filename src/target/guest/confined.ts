/** A guest kernel as a process that leaves nothing behind: in a PID namespace that ends with it, and with us. */
import { delimiter, join } from 'node:path';
import { accessSync, constants } from 'node:fs';
import type { AgentCommand } from '../agent-process.js';

/**
 * The command, confined: killed with whatever it started as soon as it is killed itself, or this process ends. Takes
 * `setpriv` and `unshare` of util-linux; who is not root gets a user namespace for it.
 */
export function confined(program: string, args: readonly string[], wire: AgentCommand['wire']): AgentCommand {
  const asRoot = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  return {
    path: 'setpriv',
    args: [
      '--pdeathsig',
      'KILL',
      'unshare',
      ...asRoot,
      '--pid',
      '--fork',
      '--kill-child',
      '--',
      program,
      ...args,
    ],
    env: { PATH: searchPath() },
    wire,
  };
}

/** Whether a program of that name can be run, as a shell would find it. */
export function isProgram(name: string): boolean {
  return searchPath()
    .split(delimiter)
    .some((directory) => isExecutable(join(directory, name)));
}

/** Administrators' programs as well, which an ordinary user's PATH may lack. */
function searchPath(): string {
  return [process.env['PATH'] ?? '', '/usr/sbin', '/sbin'].join(delimiter);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
