/** Places: pointers that are not simply valid. */
import type { Place, Value } from '../../abi/index.js';
import type { Cast } from './number-text.js';
import type { Sheet } from './sheet.js';

type Placed = Extract<Value, { kind: 'place' }>;

/** The address of a place, as C; `actor` is whose memory it is. */
export function placeText(value: Placed, { sheet, actor }: Pick<Cast, 'sheet'> & { actor: string }): string {
  return PLACES[value.place](value.size ?? 0, sheet, actor);
}

const PLACES: Readonly<Record<Place, (size: number, sheet: Sheet, actor: string) => string>> = {
  null: () => 'NULL',
  unmapped: (_, sheet) => used(sheet, 'unmapped', 'UNMAPPED'),
  'read-only': (_, sheet) => used(sheet, 'read_only', 'read_only()'),
  straddling: (size, sheet) => used(sheet, 'straddling', `straddling(${size})`),
  private: (size, sheet) => used(sheet, 'own', `&own[${size}]`),
  shared: (size, sheet) =>
    sheet.staged ? `&stage->shared[${size}]` : used(sheet, 'shared', `&shared[${size}]`),
  robust: (_, sheet) => used(sheet, 'robust', 'robust_list()'),
  altstack: (_, sheet, actor) =>
    sheet.staged ? used(sheet, 'stage_altstack', `altstack[${actor}]`) : used(sheet, 'altstack', 'altstack'),
};

function used(sheet: Sheet, piece: Parameters<Sheet['use']>[0], text: string): string {
  sheet.use(piece);
  return text;
}
