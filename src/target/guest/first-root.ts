/** The first root of a guest kernel: an init of ours and the agent, as an archive in the temporary directory. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgentTools } from '../agent-target.js';
import { agentDirectory, compileAgent, compileOnce } from '../compile-agent.js';
import { TargetFailure } from '../target.js';
import { cpioArchive } from './cpio.js';

/** A directory of our own for what a guest needs; made when it is first asked for. */
export class FirstRoot {
  private made: Promise<string> | undefined;
  private directory: string | undefined;
  private cleared = false;
  private readonly clearAtExit = (): void => this.clear();

  /** The path of the archive. Rejects with TargetFailure where it cannot be compiled. */
  archive(tools: AgentTools): Promise<string> {
    return (this.made ??= this.make(tools));
  }

  /** The directory, for what else a guest keeps on its host. */
  place(): string {
    return (this.directory ??= this.makePlace());
  }

  /** Takes everything away, for good; so does the end of this process, however hasty. */
  clear(): void {
    this.cleared = true;
    process.off('exit', this.clearAtExit);
    if (this.directory !== undefined) rmSync(this.directory, { recursive: true, force: true });
  }

  private makePlace(): string {
    if (this.cleared) throw new TargetFailure('the target is closed');
    process.once('exit', this.clearAtExit);
    return mkdtempSync(join(tmpdir(), 'abide-guest-'));
  }

  private async make(tools: AgentTools): Promise<string> {
    const build = { arch: 'x86_64', ...tools } as const;
    const [init, agent] = await Promise.all([compileOnce(build, initProgram()), compileAgent(build)]);
    const path = join(this.place(), 'first-root.cpio');
    const program = (name: string, from: string) => ({
      path: name,
      mode: 0o100755,
      bytes: readFileSync(from),
    });
    writeFileSync(path, cpioArchive([program('init', init), program('agent', agent)]));
    return path;
  }
}

function initProgram(): Parameters<typeof compileOnce>[1] {
  const source = join(agentDirectory(), 'guest', 'init.c');
  const flags = ['-std=gnu11', '-Wall', '-Wextra', '-Werror', '-O2', '-static'];
  return { name: 'guest-init', sources: { units: [source], all: [source] }, flags };
}
