/** Which labels stand before a place of a grammar, so that `{=label}` and `same(label)` can refer to them. */
import type { Node } from './ir.js';
import { didYouMean } from './notation/problem.js';

/** The fields that every text has before the present place, in this record and the enclosing ones. */
export class Scope {
  private readonly fields: { readonly label: string; readonly body: Node }[] = [];

  /** From here on, `label` can be referred to. */
  add(label: string, body: Node): void {
    this.fields.push({ label, body });
  }

  /** What `resolve` gives; the labels it adds are not seen behind it: they stand in another record, or not always. */
  inside<T>(resolve: () => T): T {
    const { length } = this.fields;
    try {
      return resolve();
    } finally {
      this.fields.length = length;
    }
  }

  /** The body of the nearest field under `label` before this place; `undefined` if there is none. */
  find(label: string): Node | undefined {
    return this.fields.findLast((field) => field.label === label)?.body;
  }

  /** What to do about a label that is not there. */
  hint(label: string): string {
    const near = didYouMean(
      label,
      this.fields.map((field) => field.label),
    );
    return near ?? 'it must stand before this, in this record or an enclosing one, and never be missing';
  }
}
