/** HTML in which every text is escaped, but for what was made here. */
import { plainText } from '../plain-text.js';

/** Text that is HTML already. Only `markup` makes it. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What can stand in a template: texts and numbers are escaped, nothing and false leave nothing behind. */
export type Part = string | number | false | undefined | Markup | readonly Part[];

/** A tagged template: the HTML of a page, with every value in it escaped. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const tail = strings.slice(1).map((text, index) => `${rendered(parts[index])}${text}`);
  return new Markup(`${strings[0] ?? ''}${tail.join('')}`);
}

/** `text` for HTML: what means something to HTML is named, what cannot be seen is written as `\xNN`. Lines stay. */
export function escapeHtml(text: string): string {
  return text
    .split('\n')
    .map((line) => plainText(line).replace(/\p{Surrogate}/gu, '\ufffd'))
    .join('\n')
    .replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function rendered(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(rendered).join('');
  return escapeHtml(String(part));
}
