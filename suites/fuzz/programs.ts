/** The generated C parsers of all formats, built with sanitizers: a program that answers questions, and the fuzzer's target. */
import { c } from '../../src/grammar/emit/c/emitter.js';
import { cDriver } from '../../src/grammar/emit/c/driver.js';
import type { Format } from '../../src/grammar/index.js';
import { fuzzProgram } from './fuzz-program.js';
import type { Workshop } from './workshop.js';

export interface Programs {
  /** Whether there is ./driver, which answers questions. */
  readonly driver: boolean;
  /** Whether there is ./fuzz as well. */
  readonly fuzz: boolean;
}

const CHECKS = '-std=c11 -O0 -g0 -fsanitize=address,undefined -fno-sanitize-recover=all';
const OBJECTS = 'ls *.c | xargs -P 2 -n 4';

/** Builds them with clang; without its libFuzzer the driver with gcc; nothing without either. Throws what a compiler complains of. */
export async function buildPrograms(workshop: Workshop, formats: readonly Format[]): Promise<Programs> {
  const probe = 'int LLVMFuzzerTestOneInput(const char *a, unsigned long b) { return a == 0 && b; }';
  const linked = `printf '%s' '${probe}' | clang -x c - -fsanitize=fuzzer,address,undefined -o probe`;
  const fuzz = (await workshop.run('sh', ['-c', linked])).status === 0;
  const driver = fuzz || (await workshop.run('gcc', ['--version'])).status === 0;
  if (!driver) return { driver, fuzz };
  const plans = formats.map((format) => format.plan());
  workshop.write([...c.emit(plans), ...cDriver.files(plans)]);
  if (fuzz) workshop.write([{ path: 'fuzz.c', text: fuzzProgram(plans) }]);
  const commands = fuzz
    ? [
        `${OBJECTS} clang ${CHECKS} -fsanitize=fuzzer-no-link -c`,
        `clang ${CHECKS} $(ls *.o | grep -v '^fuzz') -o driver`,
        `clang ${CHECKS} -fsanitize=fuzzer $(ls *.o | grep -v '^driver') -o fuzz`,
      ]
    : [`${OBJECTS} gcc ${CHECKS} -c`, `gcc ${CHECKS} *.o -o driver`];
  for (const command of commands) {
    const { status, output } = await workshop.run('sh', ['-c', command]);
    if (status !== 0) throw new Error(`${command}: ${output}`);
  }
  return { driver, fuzz };
}
