/** The generated TypeScript parsers beside another parser of JavaScript, beside read(2), and beside nearley. */
import { readFileSync } from 'node:fs';
import procfs from '@stroncium/procfs/lib/parsers.js';
import { loadFormats, type Format } from '../../src/grammar/index.js';
import type { Comparison, Skipped } from './comparison.js';
import { withCrowd } from './crowd.js';
import { openProcText, type ProcText } from './proc-text.js';
import { sideBySide } from './side-by-side.js';

/** At least three times faster than the peer; half of what the kernel takes to say it. */
const OF_PEER = 1 / 3;
const OF_READ = 0.5;

const MAPPINGS = 24_000;
const CONNECTIONS = 8_000;
const CHILDREN = 600;

/**
 * Measures everything, on the same bytes for both sides of a row. `crowds` is the program that makes crowds; without it
 * rows that need one are skipped, and say so. Takes some ten seconds; rejects where there is no /proc.
 */
export async function benchParsers(crowds: string | undefined): Promise<(Comparison | Skipped)[]> {
  const formats = loadFormats();
  const of = (name: string): Format => {
    const format = formats.get(name);
    if (format === undefined) throw new Error(`no format ${name}`);
    return format;
  };
  const tcp = of('proc/net/tcp');
  return [
    besidePeer('stat', of('proc/pid/stat'), readFileSync('/proc/self/stat'), procfs.processStat),
    besidePeer('status', of('proc/pid/status'), readFileSync('/proc/self/status'), procfs.processStatus),
    ...(await crowded(crowds, 'net/tcp', (program) =>
      withCrowd(program, 'connections', CONNECTIONS, (pid) =>
        reading(`/proc/${pid}/net/tcp`, ([text]) => [
          besidePeer('net/tcp', tcp, text.bytes(), procfs.processNetTcp4),
          besideRead('net/tcp', tcp, [text]),
        ]),
      ),
    )),
    ...(await crowded(crowds, 'maps', (program) =>
      withCrowd(program, 'mappings', MAPPINGS, (pid) =>
        reading(`/proc/${pid}/maps`, (texts) => [besideRead('maps', of('proc/pid/maps'), texts)]),
      ),
    )),
    ...reading('/proc/self/smaps', (texts) => [besideRead('smaps', of('proc/pid/smaps'), texts)]),
    ...(await crowded(crowds, `stat of ${CHILDREN}`, (program) =>
      withCrowd(program, 'children', CHILDREN, (_, pids) =>
        readingAll(
          pids.map((pid) => `/proc/${pid}/stat`),
          (texts) => [besideRead(`stat of ${CHILDREN}`, of('proc/pid/stat'), texts)],
        ),
      ),
    )),
    besideReference('status', of('proc/pid/status'), readFileSync('/proc/self/status')),
  ];
}

/** The peer takes a string: it makes one of what it read, so that is part of its work. */
function besidePeer(
  what: string,
  format: Format,
  bytes: Uint8Array,
  peer: (text: string) => unknown,
): Comparison {
  mustParse(format, bytes);
  const buffer = Buffer.from(bytes);
  const { ours, theirs } = sideBySide({
    ours: () => format.parse(buffer),
    theirs: () => peer(buffer.toString('utf8')),
  });
  return { what, bytes: bytes.length, beside: '@stroncium/procfs', ours, theirs, most: OF_PEER };
}

/** What Node adds to a read is none of the kernel's work: so much as a read of /dev/null takes is left out. */
function besideRead(what: string, format: Format, texts: readonly ProcText[]): Comparison {
  const nothing = openProcText('/dev/null');
  const copies = texts.map((text) => Buffer.from(text.bytes()));
  for (const copy of copies) mustParse(format, copy);
  try {
    const { ours, read, empty } = sideBySide({
      ours: () => copies.forEach((copy) => format.parse(copy)),
      read: () => texts.forEach((text) => text.read()),
      empty: () => nothing.read(),
    });
    const calls = texts.reduce((sum, text) => sum + text.calls(), 0);
    const bytes = copies.reduce((sum, copy) => sum + copy.length, 0);
    return { what, bytes, beside: 'read(2)', ours, theirs: read - calls * empty, most: OF_READ };
  } finally {
    nothing.close();
  }
}

function besideReference(what: string, format: Format, bytes: Uint8Array): Comparison {
  const { ours, theirs } = sideBySide({
    ours: () => format.parse(bytes),
    theirs: () => format.parseReference(bytes),
  });
  return { what, bytes: bytes.length, beside: 'nearley', ours, theirs };
}

function mustParse(format: Format, bytes: Uint8Array): void {
  const parsed = format.parse(bytes);
  if (!parsed.ok)
    throw new Error(`${format.name} at ${parsed.failure.offset}: found ${parsed.failure.found}`);
}

async function crowded(
  crowds: string | undefined,
  what: string,
  measure: (program: string) => Promise<Comparison[]>,
): Promise<(Comparison | Skipped)[]> {
  if (crowds === undefined) return [{ what, skipped: 'there is no gcc to make a crowd with' }];
  try {
    return await measure(crowds);
  } catch (thrown) {
    if (!(thrown instanceof Error) || !thrown.message.startsWith('no ')) throw thrown;
    return [{ what, skipped: thrown.message }];
  }
}

function reading<T>(path: string, use: (texts: [ProcText]) => T): T {
  return readingAll([path], ([text]) => use([text as ProcText]));
}

/** Opens and reads all of them, and closes them when `use` is done. */
function readingAll<T>(paths: readonly string[], use: (texts: readonly ProcText[]) => T): T {
  const texts = paths.map(openProcText);
  try {
    for (const text of texts) text.read();
    return use(texts);
  } finally {
    for (const text of texts) text.close();
  }
}
