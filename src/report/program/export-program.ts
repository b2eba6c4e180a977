/** A scenario as a stand-alone C program, which people read who have nothing of abide. */
import { actorsOf, DEFAULT_PROFILE } from '../../scenario/index.js';
import type { Spec } from '../../spec/index.js';
import type { Caller } from '../../trial/index.js';
import { cComment, harmless, wrap } from './c-text.js';
import { PIECES, type PieceName } from './pieces.js';
import { Refused } from './refused.js';
import { Sheet } from './sheet.js';
import { stagedFunctions } from './staged.js';
import { straightFunctions } from './straight.js';
import { surroundingsOf } from './surroundings.js';
import type { Tale } from './tale.js';

/** The program, or in a few words why there is none. */
export type Exported =
  { readonly ok: true; readonly program: string } | { readonly ok: false; readonly reason: string };

/**
 * Writes a tale as C for gcc and glibc: `gcc -Wall -Wextra -std=gnu11` compiles it without a warning. It exits with 0
 * where it sees what Linux shows, with 1 where it does not, and with 2 where it could not do its work.
 */
export function exportProgram(tale: Tale, spec: Spec): Exported {
  try {
    refuseLooks(tale);
    const surroundings = surroundingsOf(tale, spec);
    const cast = surroundings.staged ? actorsOf(tale.scenario) : [];
    const sheet = new Sheet(spec, { cast, ...surroundings });
    const functions = sheet.staged
      ? stagedFunctions(tale, surroundings, sheet)
      : straightFunctions(tale, surroundings, sheet);
    return { ok: true, program: programText(tale, sheet, functions) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ok: false, reason: error.message };
  }
}

/** A text of /proc is judged by its grammar and by what the model knows of the process: no program does that. */
function refuseLooks({ scenario, inQuestion }: Tale): void {
  const step = inQuestion === undefined ? undefined : scenario.steps[inQuestion];
  if (step?.action.kind === 'look')
    throw new Refused(
      'a text of /proc is in question, which takes its grammar and all that went before to judge; `npx abide replay` does',
    );
}

function programText(tale: Tale, sheet: Sheet, functions: readonly string[]): string {
  const actors = sheet.cast;
  const parts = [
    topComment(tale),
    ['#define _GNU_SOURCE', ...[...sheet.headers].sort().map((header) => `#include <${header}>`)].join('\n'),
    [...sheet.defines.values()].join('\n'),
    actors.length === 0
      ? ''
      : [
          `enum { ${[...actors, 'ACTORS'].join(', ')} };`,
          `static const char *const names[] = { ${actors.map((name) => `"${name}"`).join(', ')} };`,
          ...cComment(
            'What goes otherwise before this step is no deviation: it only keeps us from coming to it.',
          ),
          `#define IN_QUESTION ${tale.inQuestion === undefined ? 0 : tale.inQuestion + 1}`,
        ].join('\n'),
    ...usedPieces(sheet).map((name) => PIECES[name].text),
    [...sheet.globals.values()].join('\n'),
    ...functions,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** The pieces in use, each behind those that it needs. */
function usedPieces(sheet: Sheet): PieceName[] {
  const deviates = sheet.staged ? 'stage_deviates' : 'deviates';
  if ([...sheet.pieces].some((name) => DEVIATING.has(name))) sheet.use(deviates);
  swap(sheet, 'handler', 'alternate_handler', 'altstack');
  swap(sheet, 'stage_handler', 'stage_alternate_handler', 'stage_altstack');
  const ordered = new Set<PieceName>();
  const add = (name: PieceName): void => {
    if (!sheet.pieces.has(name) || ordered.has(name)) return;
    for (const need of PIECES[name].needs) add(need);
    if (DEVIATING.has(name)) add(deviates);
    ordered.add(name);
  };
  for (const name of Object.keys(PIECES) as PieceName[]) add(name);
  return [...ordered];
}

const DEVIATING: ReadonlySet<PieceName> = new Set([
  'compare',
  'expect_bytes',
  'expect_untouched',
  'told',
] satisfies PieceName[]);

function swap({ pieces }: Sheet, plain: PieceName, other: PieceName, where: PieceName): void {
  if (!pieces.has(plain) || !pieces.has(where)) return;
  pieces.delete(plain);
  pieces.add(other);
}

const SUPPOSED: Readonly<Record<Caller, readonly string[]>> = {
  anybody: [],
  root: [],
  ordinary: ['The caller is an ordinary user. Started as root, the program gives its privileges up itself.'],
  limited: ['The caller is a root without CAP_SYS_RESOURCE. The program gives that up itself.'],
  capable: ['The caller is a root with CAP_SYS_RESOURCE, which roots of containers often lack.'],
};

function topComment({ scenario, inQuestion, clause, notes = [], caller = 'anybody' }: Tale): string {
  const { profile } = scenario.setting;
  const about = [
    ...(clause === undefined ? [] : [`${clause.id}: ${clause.prose ?? 'a promise of Linux'}`]),
    ...(clause?.cite === undefined ? [] : [`Written in: ${clause.cite}`]),
    ...notes,
    ...SUPPOSED[caller],
    ...(profile === DEFAULT_PROFILE || inQuestion !== undefined
      ? []
      : [`What is expected here is what ${profile} shows; a newer one may show something else.`]),
  ];
  const lines = [
    ...about,
    ...(about.length === 0 ? [] : ['']),
    'gcc -Wall -Wextra -std=gnu11 -static -o program program.c && ./program; echo $?',
    'Exit status: 0 what Linux shows was seen, 1 something else was, 2 the program could not do its work.',
  ];
  const text = lines
    .flatMap((line) => wrap(harmless(line), 104))
    .map((line) => ` *${line === '' ? '' : ` ${line}`}`);
  return ['/*', ...text, ' */'].join('\n');
}
