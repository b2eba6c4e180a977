/** The driver of generated Rust: built by rustc alone, with every warning an error and overflows checked. */
import type { Driver } from '../differential/driver.js';
import { driverProgram } from './driver-program.js';
import { rust } from './emitter.js';

const FLAGS = ['--edition', '2021', '-D', 'warnings', '-C', 'debug-assertions=on'];

export const rustDriver: Driver = {
  emitter: rust,
  probe: ['rustc', '--version'],
  files: (plans) => [{ path: 'driver.rs', text: driverProgram(plans) }],
  build: [
    ['rustc', ...FLAGS, '--crate-type', 'rlib', '--crate-name', 'abide_proc', 'src/lib.rs'],
    ['rustc', ...FLAGS, '--extern', 'abide_proc=libabide_proc.rlib', 'driver.rs'],
  ],
  run: ['./driver'],
};
