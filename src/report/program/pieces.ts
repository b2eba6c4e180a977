/** The pieces of C that programs are put together from; a program has those that it uses, in this order. */
import { ANSWERS } from './pieces/answers.js';
import { ANEW } from './pieces/anew.js';
import { CLOCK } from './pieces/clock.js';
import { HANDLING } from './pieces/handling.js';
import { MEMORY } from './pieces/memory.js';
import { STAGE } from './pieces/stage.js';
import { STAGE_HANDLING } from './pieces/stage-handling.js';
import { SURROUNDINGS } from './pieces/surroundings.js';
import { TALE } from './pieces/tale.js';
import { TASKS } from './pieces/tasks.js';
import { WATCHING } from './pieces/watching.js';

export const PIECES = {
  ...CLOCK,
  ...STAGE,
  ...ANEW,
  ...WATCHING,
  ...STAGE_HANDLING,
  ...ANSWERS,
  ...MEMORY,
  ...HANDLING,
  ...TALE,
  ...TASKS,
  ...SURROUNDINGS,
} as const;

export type PieceName = keyof typeof PIECES;
