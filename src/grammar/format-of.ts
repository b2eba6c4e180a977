/** Which formats a file below /proc can have, by the path it has. */
import type { Format } from './format.js';
import type { CompiledFormats } from './load-formats.js';
import { PathIndex } from './path-index.js';

/**
 * The formats that the text at `path` can have, of the most specific `@path` that matches; none if no grammar
 * is for it. There are several where the kernel prints one path in several ways: by architecture (with `arch`,
 * as uname says it, only those of that architecture come), or by kind of descriptor.
 *
 * The path may also be one below a copy of /proc: then as many of its last components count as there can be.
 * How patterns match is said by PathIndex; those with `@only("process")` do not stand for threads.
 */
export function formatsOf(path: string, formats: CompiledFormats, arch?: string): readonly Format[] {
  return indexOf(formats).find(path, ({ meta }, isThread) => {
    const isElsewhere = meta.arch.length > 0 && arch !== undefined && !meta.arch.includes(arch);
    return !isElsewhere && !(isThread && meta.isProcessOnly);
  });
}

/** The first of the formats that the text at `path` can have. */
export function formatOf(path: string, formats: CompiledFormats, arch?: string): Format | undefined {
  return formatsOf(path, formats, arch)[0];
}

const INDEXES = new WeakMap<CompiledFormats, PathIndex<Format>>();

function indexOf(formats: CompiledFormats): PathIndex<Format> {
  let index = INDEXES.get(formats);
  if (!index) {
    INDEXES.set(formats, (index = new PathIndex()));
    for (const format of formats.values()) for (const path of format.meta.paths) index.add(path, format);
  }
  return index;
}
