/** The drivers of all languages: a new language adds its own here, and its emitter in emitters.ts. */
import { cDriver } from '../c/driver.js';
import { goDriver } from '../go/driver.js';
import { pythonDriver } from '../python/driver.js';
import { rustDriver } from '../rust/driver.js';
import { typescriptDriver } from '../typescript/driver.js';
import type { Driver } from './driver.js';

export const DRIVERS: readonly Driver[] = [typescriptDriver, cDriver, rustDriver, goDriver, pythonDriver];
