/** A temporary directory and the processes that work in it: all of it is gone when this process ends, or is interrupted. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { EmittedFile } from '../../src/grammar/index.js';

/** What a process said, and its exit status (null: a signal ended it). */
export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

export class Workshop {
  readonly directory = mkdtempSync(join(tmpdir(), 'abide-fuzz-'));
  private readonly groups = new Set<number>();

  constructor() {
    process.once('exit', () => this.clear());
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => process.exit(128 + constants.signals[signal]));
  }

  /** Writes files, whose paths are relative to the directory. */
  write(files: readonly EmittedFile[]): void {
    for (const { path, text } of files) {
      mkdirSync(dirname(join(this.directory, path)), { recursive: true });
      writeFileSync(join(this.directory, path), text, 'utf8');
    }
  }

  /** Runs a command in the directory, in a process group of its own. A command that is not there has status 127. */
  run(command: string, args: readonly string[]): Promise<Ended> {
    return new Promise((resolve) => {
      const child = spawn(command, args, {
        cwd: this.directory,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const { pid } = child;
      if (pid !== undefined) this.groups.add(pid);
      let output = '';
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('latin1').on('data', (chunk: string) => (output += chunk));
      child.once('error', (error) => resolve({ status: 127, output: error.message }));
      child.once('close', (status) => {
        if (pid !== undefined) this.groups.delete(pid);
        resolve({ status, output });
      });
    });
  }

  private clear(): void {
    for (const group of this.groups) {
      try {
        process.kill(-group, 'SIGKILL');
      } catch {
        // It ended by itself.
      }
    }
    rmSync(this.directory, { recursive: true, force: true });
  }
}
