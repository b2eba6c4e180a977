/** What helps where an agent cannot make its world: by what it was about to do. */

const REMEDIES: readonly (readonly [stage: RegExp, remedy: string])[] = [
  [
    /^user|_map$/,
    'run as root, or allow user namespaces: `sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000`',
  ],
  [
    /emulator$/,
    'let only actors be emulated (`-t qemu-x86_64`, `-t qemu-aarch64`), or boot a kernel there: vm:PATH',
  ],
  [
    /^a pipe/,
    'this user has more pipes than fs.pipe-user-pages-soft allows: end what holds them, raise it, or run as root',
  ],
  [/^RLIMIT_/, 'its hard limit is below what scenarios begin with: raise it, or run with CAP_SYS_RESOURCE'],
  [
    /^an ordinary user/,
    'root in a user namespace of its own is let off limits: run as root outside of it, or as an ordinary user',
  ],
  [/^a nice/, 'start it without `nice`, or run as root'],
  [
    /^a seccomp filter/,
    'start it where no calls are filtered (docker or podman run --security-opt seccomp=unconfined)',
  ],
  [
    /^a socket for cores/,
    'kernel.core_pattern begins with @, so that the crash of every actor would be told there: set it to another one meanwhile',
  ],
  [/^no_new_privs/, 'start it where nobody has set that (setpriv, a service, a container)'],
  [/^securebits/, 'start it with those that root has of its own'],
];

const ANY =
  'run as root, or in a container that may make namespaces and mounts (docker run --privileged); an ordinary user of Ubuntu needs `sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`';

/** What the user can do about a failure of the agent in `stage` (src/agent/README.md), one sentence. */
export function remedyFor(stage: string): string {
  return REMEDIES.find(([of]) => of.test(stage))?.[1] ?? ANY;
}
