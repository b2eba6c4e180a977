/** A format by the name that a user types. */
import { didYouMean, type CompiledFormats, type Format } from '../../grammar/index.js';
import { CannotDo } from '../io.js';

/** The format called `name` (`proc/pid/stat`, or `pid/stat`). Throws CannotDo with a suggestion. */
export function findFormat(name: string, formats: CompiledFormats): Format {
  const format = formats.get(name) ?? formats.get(`proc/${name}`);
  if (format) return format;
  const hint = didYouMean(name, formats.keys()) ?? `there are: ${[...formats.keys()].join(', ')}`;
  throw new CannotDo(`there is no format ${JSON.stringify(name)}`, hint);
}
