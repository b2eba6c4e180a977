/** The driver of generated C: built by gcc with every warning and the sanitizers of addresses and undefined behaviour. */
import type { Driver } from '../differential/driver.js';
import { driverProgram } from './driver-program.js';
import { c } from './emitter.js';

const FLAGS =
  '-std=c11 -Wall -Wextra -Werror -pedantic -O0 -g0 -fsanitize=address,undefined -fno-sanitize-recover=all';

export const cDriver: Driver = {
  emitter: c,
  probe: ['gcc', '--version'],
  files: (plans) => [{ path: 'driver.c', text: driverProgram(plans) }],
  build: [
    ['sh', '-c', `ls *.c | xargs -P 2 -n 4 gcc ${FLAGS} -c`],
    ['sh', '-c', `gcc ${FLAGS} *.o -o driver`],
  ],
  run: ['./driver'],
};
