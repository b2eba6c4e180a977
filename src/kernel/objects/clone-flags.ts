/** The flags of clone that decide what a new task is (include/uapi/linux/sched.h). */
export const CLONE = {
  VM: 0x100n,
  FS: 0x200n,
  FILES: 0x400n,
  SIGHAND: 0x800n,
  VFORK: 0x4000n,
  PARENT: 0x8000n,
  THREAD: 0x10000n,
  SYSVSEM: 0x40000n,
  NEWPID: 0x20000000n,
  CLEAR_SIGHAND: 0x100000000n,
} as const;
