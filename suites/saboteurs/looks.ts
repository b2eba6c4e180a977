/** Saboteurs of /proc: the kernel does what it shall, but one field of a process's files tells it wrongly. */
import { int, word, type Value } from '../../src/abi/index.js';
import { createKernel, type Kernel, type ProcFacts } from '../../src/kernel/index.js';
import type { Saboteur } from './saboteur.js';

/** Each breaks `proc/pid/<file>/<field>`. */
export const LOOKS: readonly Saboteur[] = [
  liar('status hides blocked signals', 'proc/pid/status/SigBlk', () => int(0)),
  liar('status hides what waits for the thread', 'proc/pid/status/SigPnd', () => int(0)),
  liar('status hides what waits for the process', 'proc/pid/status/ShdPnd', () => int(0)),
  liar('status hides ignored signals', 'proc/pid/status/SigIgn', () => int(0)),
  liar('status hides caught signals', 'proc/pid/status/SigCgt', () => int(0)),
  liar('stat calls everybody asleep', 'proc/pid/stat/state', () => word('S')),
  liar('stat gives init as everybody’s parent', 'proc/pid/stat/ppid', () => int(1)),
  liar('cmdline shows the first argument alone', 'proc/pid/cmdline/args', firstOf),
];

/** A kernel that shows one field as `lie` of what it is. */
function liar(fault: string, breaks: string, lie: (truth: Value) => Value): Saboteur {
  const [format, field] = [
    breaks.slice(0, breaks.lastIndexOf('/')),
    breaks.slice(breaks.lastIndexOf('/') + 1),
  ];
  return {
    name: fault.replaceAll(' ', '-'),
    fault: `/${format}: ${fault}.`,
    breaks,
    kernel: (spec) => lying(createKernel(spec), (facts) => altered(facts, format, field, lie)),
  };
}

function lying(kernel: Kernel, alter: (facts: ProcFacts) => ProcFacts): Kernel {
  return {
    ...kernel,
    procFacts: (world, actor) => {
      const facts = kernel.procFacts(world, actor);
      return facts === undefined ? undefined : alter(facts);
    },
  };
}

function altered(facts: ProcFacts, format: string, field: string, lie: (truth: Value) => Value): ProcFacts {
  const truth = facts[format]?.[field];
  return truth === undefined ? facts : { ...facts, [format]: { ...facts[format], [field]: lie(truth) } };
}

function firstOf(truth: Value): Value {
  return truth.kind === 'list' ? { ...truth, items: truth.items.slice(0, 1) } : truth;
}
