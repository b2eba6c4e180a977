/** The flags of a disposition that the model acts on, and those that sigaction keeps: asm-generic/signal-defs.h. */

/** By the names of spec/types/signal.yaml; a test holds them against spec/constants. */
export const SA = {
  NOCLDSTOP: 1n,
  NOCLDWAIT: 2n,
  SIGINFO: 4n,
  EXPOSE_TAGBITS: 0x800n,
  RESTORER: 0x0400_0000n,
  ONSTACK: 0x0800_0000n,
  RESTART: 0x1000_0000n,
  NODEFER: 0x4000_0000n,
  RESETHAND: 0x8000_0000n,
} as const;

/** Others are cleared when a disposition is set (UAPI_SA_FLAGS). */
export const KEPT_FLAGS = Object.values(SA).reduce((all, flag) => all | flag, 0n);
