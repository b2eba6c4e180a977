/** The files of a directory under /proc: spec/proc/<directory>.yaml. */
import type { ProcFile, ProcRefusal } from '../types.js';
import type { SpecNode } from '../yaml/spec-node.js';
import type { Source } from '../yaml/source.js';

/** Reads the files of one directory, each with its whole path. */
export function readProcFiles({ root }: Source): ProcFile[] {
  const directory = root.textOf('directory');
  return root.entriesOf('files').map(({ name, value }) => readProcFile(`${directory}/${name}`, value));
}

function readProcFile(path: string, node: SpecNode): ProcFile {
  const [hidden, empty] = [node.get('hidden')?.text, node.get('empty')?.text];
  return {
    path,
    mode: Number.parseInt(node.textOf('mode'), 8),
    readers: node.textOf('readers') as ProcFile['readers'],
    ...(hidden === undefined ? {} : { hidden }),
    ...(empty === undefined ? {} : { empty }),
    refuses: node.itemsOf('refuses').map(readRefusal),
  };
}

function readRefusal(node: SpecNode): ProcRefusal {
  const [since, until] = [node.get('since')?.text, node.get('until')?.text];
  return {
    errno: node.textOf('errno'),
    when: node.textOf('when'),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
}
