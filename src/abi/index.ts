/**
 * abi: the words that every room shares: values, calls, answers, events, errno, signals, signatures.
 * It must not know any system call, any kernel object, or how anything is stored or sent.
 * It does not fail: it is data and small total functions; a call that does not fit its signature is an answer.
 * Start with value.ts, then event.ts.
 */
export * from './bind.js';
export * from './call.js';
export * from './capabilities.js';
export * from './clause.js';
export * from './errno.js';
export * from './event.js';
export * from './flags.js';
export * from './out-word.js';
export * from './place.js';
export * from './siginfo.js';
export * from './signals.js';
export * from './signature.js';
export * from './struct.js';
export * from './text.js';
export * from './number-key.js';
export * from './value.js';
export * from './variants.js';
