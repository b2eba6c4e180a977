/** The rows of spec/proc: who gets what of which file. */
import { loadProcFiles, type ProcFile } from '../../spec/index.js';
import { CannotDo } from '../io.js';

/** The rows by the path that they describe. Throws CannotDo where spec/proc has problems. */
export function procRows(): ReadonlyMap<string, ProcFile> {
  const loaded = loadProcFiles();
  if (loaded.ok) return loaded.spec.procFiles;
  throw new CannotDo('the specification has problems', 'abide spec check tells them');
}
