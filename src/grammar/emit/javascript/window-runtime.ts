/**
 * What parseEach is built on, as text like runtime.ts: the text is read through a window, and what stands before the
 * present item is forgotten. An item counts if it ends well before the end of the window (or of the text), so that no look met an end
 * that is none; else it is read again in a longer window.
 */

/** The text, for a parser with so many registers. */
export function windowRuntime(registers: number): string {
  const names = [
    'input',
    'view',
    's',
    'n',
    'p',
    ...Array.from({ length: registers }, (_, r) => [`r${r}`, `r${r}z`]).flat(),
  ];
  return WINDOW.replace('SAVE', names.map((name) => `const ${name}0 = ${name};`).join(' '))
    .replace('RESTORE', names.map((name) => `${name} = ${name}0;`).join(' '))
    .trim();
}

const WINDOW = `
let w/*: Window | undefined*/;

/** So many bytes must follow an item, unless the text ends, before it counts. */
const MARGIN = 1 << 16;

/** Whether next, which reads an item if there is one, did so. */
function inWindow(w/*: Window*/, next/*: () => boolean*/)/*: boolean*/ {
  w.isInList = true;
  for (;;) {
    if (!w.isLast && n - p < 2 * MARGIN) refill(w);
    const from = p;
    try {
      const isThere = next();
      if (!isThere) while (!w.isLast) refill(w);
      if (w.isLast || p <= n - MARGIN) return isThere;
    } catch (thrown) {
      if (thrown !== STOP || w.isLast || failedAt <= n - MARGIN) throw thrown;
    }
    p = from;
    refill(w);
  }
}

/** Gives an item to the caller, who may parse something else meanwhile. */
function hand(window/*: Window*/, item/*: unknown*/)/*: void*/ {
  SAVE
  window.each(item/*as never*/);
  RESTORE
  w = window;
}

/** Forgets what stands before p, and at least doubles what stands behind it, if the text goes on. */
function refill(w/*: Window*/)/*: void*/ {
  for (let q = input.indexOf(10); q >= 0 && q < p; q = input.indexOf(10, q + 1)) {
    w.line++;
    w.lineStart = w.base + q + 1;
  }
  w.base += p;
  const most = Math.max(1 << 20, 2 * (n - p));
  let bytes = input.length > most ? input.copyWithin(0, p, n) : grown(input.subarray(p, n), most + 4);
  n -= p;
  p = 0;
  s = undefined;
  while (n < most && !w.isLast) {
    const { value: chunk } = w.chunks.next();
    if (chunk === undefined) w.isLast = true;
    else {
      if (n + chunk.length + 4 > bytes.length) bytes = grown(bytes.subarray(0, n), 2 * (n + chunk.length) + 4);
      bytes.set(chunk, n);
      n += chunk.length;
    }
  }
  bytes[n] = 0;
  readFrom(bytes);
}

function grown(bytes/*: Uint8Array*/, length/*: number*/)/*: Uint8Array*/ {
  const longer = new Uint8Array(length);
  longer.set(bytes);
  return longer;
}

/** What read gives, over the text that comes in chunks. */
function throughWindow/*<T>*/(window/*: Window*/, read/*: () => T*/)/*: T*/ {
  readFrom(new Uint8Array(4));
  [s, n, p] = [undefined, 0, 0];
  refill(window);
  for (;;) {
    try {
      w = window;
      return read();
    } catch (thrown) {
      if (thrown !== STOP || window.isInList || window.isLast || failedAt <= n - MARGIN) throw thrown;
      p = 0;
      refill(window);
    } finally {
      w = undefined;
    }
  }
}`;
