/** Saboteurs of what /proc has of processes: kernels that remember a number where they should remember a process. */
import { real } from './descriptors.js';
import { clumsy, type Context, type Saboteur, type Word } from './saboteur.js';

export const PROC_FILES: readonly Saboteur[] = [
  clumsy(
    {
      name: 'proc-directories-follow-the-number',
      fault: 'What is opened in the directory of a process is about whoever has its number now.',
      breaks: 'proc-file/first-owner-only',
    },
    (words, context) => ({
      ...words,
      ...astray(words, context, ['path_obstacle', 'path_target', 'path_target_is_closed', 'open_path']),
    }),
  ),
  clumsy(
    {
      name: 'proc-names-follow-the-number',
      fault: 'The file with the name of a thread tells that of whoever has its number now.',
      breaks: 'proc-file/first-owner-only',
    },
    (words, context) => ({
      ...words,
      ...astray(words, context, ['has_outlived_its_thread', 'at_end_of_told', 'read_told']),
    }),
  ),
  clumsy(
    {
      name: 'signals-through-proc-follow-the-number',
      fault: 'A signal through the directory of a process goes to whoever has its number now.',
      breaks: 'proc-file/first-owner-only',
    },
    (words, context) => ({
      ...words,
      ...astray(words, context, ['reaches_by_pidfd', 'may_signal_by_pidfd', 'signal_by_pidfd']),
    }),
  ),
];

/** The words, each carried out as if every open file of /proc were about whoever has the number now. */
function astray(
  words: Parameters<typeof real>[0],
  context: Context,
  names: readonly string[],
): Record<string, Word> {
  const wrong = (name: string): Word => {
    return (...args) => {
      const { files, numbers, aliases } = context.draft;
      for (const [id, file] of files.content) {
        if (file.object.kind !== 'proc') continue;
        const { pid } = file.object;
        const now = numbers.get(aliases.get(pid) ?? pid) ?? pid;
        if (now !== pid) files.set(id, { ...file, object: { ...file.object, pid: now } });
      }
      return real(words, name)(...args);
    };
  };
  return Object.fromEntries(names.map((name) => [name, wrong(name)]));
}
