/** A directory of our own on the host for what a guest kernel needs, or leaves there when it is killed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TargetFailure } from '../target.js';

/** What a guest has started may die a moment after it, and write until then. */
const RETRIES = 5;

/** Made when it is first asked for. */
export class GuestDirectory {
  private path: string | undefined;
  private cleared = false;
  private readonly clearAtExit = (): void => this.clear();

  /** Where it is. Throws TargetFailure once it was taken away. */
  place(): string {
    return (this.path ??= this.make());
  }

  /** Takes everything away, for good; so does the end of this process, however hasty. */
  clear(): void {
    this.cleared = true;
    process.off('exit', this.clearAtExit);
    if (this.path !== undefined) rmSync(this.path, { recursive: true, force: true, maxRetries: RETRIES });
  }

  private make(): string {
    if (this.cleared) throw new TargetFailure('the target is closed');
    process.once('exit', this.clearAtExit);
    return mkdtempSync(join(tmpdir(), 'abide-guest-'));
  }
}
