import { expect, test } from '@jest/globals';
import { assemble } from './assembly.js';

test('who is interrupted while spec/ is loaded does not wait for its end', async () => {
  const stop = new AbortController();
  let looks = 0;
  const signal = new Proxy(stop.signal, {
    get: (of, name) => {
      if (name === 'aborted' && ++looks === 20) stop.abort();
      return Reflect.get(of, name, of) as unknown;
    },
  });
  await expect(assemble({ signal })).rejects.toThrow('interrupted before anything was tried');
  expect(looks).toBe(20);
});
