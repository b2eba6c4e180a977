/** The path of a file with the numbers of processes, threads and descriptors taken out. */

/** `17/task/18/fd/3` to `[pid]/task/[tid]/fd/[fd]`: what files of different processes have in common. */
export function pathPattern(path: string): string {
  return path
    .replace(/^[0-9]+(?=\/|$)/, '[pid]')
    .replace(/(?<=^\[pid\]\/task\/)[0-9]+/, '[tid]')
    .replace(/(?<=\/(fd|fdinfo)\/)[0-9]+$/, '[fd]')
    .replace(/(?<=\/map_files\/).*/, '[range]');
}
