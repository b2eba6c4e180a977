/** One descriptor of every kind, made for the check: its fdinfo by the grammar of exactly that kind, and its link. */
import { checkDescriptor, type CheckOptions, type FileVerdict } from '../../procfs/index.js';
import { TargetFailure, withDescriptors } from '../../target/index.js';
import type { Io } from '../io.js';

/** The verdicts; none, and one line on standard error, where the program that makes them cannot be had. */
export async function checkDescriptors(io: Io, options: CheckOptions): Promise<FileVerdict[]> {
  try {
    return await withDescriptors(({ pid, made }) =>
      made.flatMap((one): FileVerdict[] =>
        'fd' in one
          ? checkDescriptor({ pid, ...one }, options)
          : [{ path: `a descriptor of kind ${one.kind}`, kind: 'not possible here', errno: one.errno }],
      ),
    );
  } catch (thrown) {
    if (!(thrown instanceof TargetFailure)) throw thrown;
    io.stderr(`skipped: one descriptor of every kind: ${thrown.message}\n`);
    return [];
  }
}
