/** Every language that parsers can be generated for. */
import { c } from './c/emitter.js';
import type { Emitter, Language } from './emitter.js';
import { go } from './go/emitter.js';
import { python } from './python/emitter.js';
import { rust } from './rust/emitter.js';
import { typescript } from './typescript/emitter.js';

/** By the word that `abide proc generate --lang` takes. */
export const EMITTERS: ReadonlyMap<string, Emitter> = new Map<Language, Emitter>(
  [typescript, c, rust, go, python].map((emitter) => [emitter.language, emitter]),
);

/** What `abide proc generate --lang` takes. */
export const LANGUAGES: readonly string[] = [...EMITTERS.keys()];

/** The back end of a language; `undefined` if there is none. */
export function emitterOf(language: string): Emitter | undefined {
  return EMITTERS.get(language);
}
