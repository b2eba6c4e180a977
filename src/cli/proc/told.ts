/** Failures of the grammar room, as the one clear line that a command ends with. */
import { GrammarError, PrintFailure } from '../../grammar/index.js';
import { CannotDo } from '../io.js';

/** `action`, but what the grammar room throws (a broken grammar, a value that no text says) becomes CannotDo. */
export function told<A extends unknown[]>(
  action: (...args: A) => void | Promise<void>,
): (...args: A) => Promise<void> {
  return async (...args) => {
    try {
      await action(...args);
    } catch (thrown) {
      throw toldOf(thrown);
    }
  };
}

function toldOf(thrown: unknown): unknown {
  if (thrown instanceof PrintFailure)
    return new CannotDo(thrown.message, 'abide proc parse shows what a value looks like');
  if (thrown instanceof GrammarError) return new CannotDo(thrown.message, 'mend the grammar');
  return thrown;
}
