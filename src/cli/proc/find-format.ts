/** A format by the name that a user types. */
import { didYouMean, type CompiledFormats, type Format } from '../../grammar/index.js';
import { CannotDo } from '../io.js';

/** The format called `name` (`proc/pid/stat`, or `pid/stat`). Throws CannotDo with a suggestion. */
export function findFormat(name: string, formats: CompiledFormats): Format {
  const format = formats.get(name) ?? formats.get(`proc/${name}`);
  if (format) return format;
  const names = [...formats.keys()].flatMap((known) => [known, known.replace(/^proc\//, '')]);
  throw new CannotDo(
    `there is no format ${JSON.stringify(name)}`,
    didYouMean(name, names) ?? 'abide proc list names them',
  );
}
