/** A pool of workers, one mutant each at a time. What becomes of a mutant does not depend on who tries it, nor when. */
import { Worker } from 'node:worker_threads';
import type { Told } from './worker.js';

/** A mutant that takes longer than this goes round in circles. None that comes to an end takes a tenth of it. */
const ENDLESS_MS = 120_000;

/**
 * Tries the mutants with these numbers.
 *
 * @returns what became of each, in the same order. Rejects where a worker fails.
 */
export async function tryAll(
  indexes: readonly number[],
  workers: number,
  onDone: () => void,
): Promise<Told[]> {
  const told: Told[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    let worker = createWorker();
    try {
      for (let at = next++; at < indexes.length; at = next++) {
        const answer = await ask(worker, indexes[at] ?? 0);
        if (answer === 'endless') {
          await worker.terminate();
          worker = createWorker();
        }
        told[at] = answer;
        onDone();
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, indexes.length) }, work));
  return told;
}

function createWorker(): Worker {
  return new Worker(new URL('./worker.js', import.meta.url));
}

function ask(worker: Worker, index: number): Promise<Told> {
  return new Promise((resolve, reject) => {
    const tooLong = setTimeout(() => settle(() => resolve('endless')), ENDLESS_MS);
    const settle = (how: () => void): void => {
      clearTimeout(tooLong);
      worker.removeAllListeners('message').removeAllListeners('error');
      how();
    };
    worker.once('message', (answer: Told) => settle(() => resolve(answer)));
    worker.once('error', (error) => settle(() => reject(error)));
    worker.postMessage(index);
  });
}
