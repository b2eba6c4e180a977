/** One file of spec/, parsed, with the place of every node. */
import { LineCounter, parseDocument, type Document } from 'yaml';
import type { Problems } from '../problems.js';
import type { Location } from '../types.js';
import { SpecNode, type Origin } from './spec-node.js';

/** The text of one file; `path` as problems print it. */
export interface SpecText {
  /** Relative to spec/, with slashes: `syscalls/fd/read.yaml`. */
  readonly path: string;
  /** As problems name it: `spec/syscalls/fd/read.yaml`. */
  readonly file: string;
  readonly text: string;
}

export class Source implements Origin {
  readonly document: Document;
  private readonly lines = new LineCounter();

  constructor(private readonly content: SpecText) {
    this.document = parseDocument(content.text, { lineCounter: this.lines, prettyErrors: false });
  }

  get path(): string {
    return this.content.path;
  }

  get file(): string {
    return this.content.file;
  }

  get text(): string {
    return this.content.text;
  }

  /** The file's name without its directory and ending: what it is about. */
  get noun(): string {
    return this.path.replace(/^.*\//, '').replace(/\.yaml$/, '');
  }

  /** The whole content. */
  get root(): SpecNode {
    return new SpecNode(this, this.document.contents);
  }

  /** Line and column of an offset in the text. */
  location(offset: number): Location {
    const { line, col } = this.lines.linePos(Math.min(offset, this.text.length));
    return { file: this.file, line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  /** Tells the first place that is not YAML: the others follow from it. Returns true where the content can be read. */
  reportSyntax(problems: Problems): boolean {
    const error = this.document.errors[0];
    if (error === undefined) return true;
    problems.add(this.location(error.pos[0]), `not YAML: ${lowerFirst(error.message)}`);
    return false;
  }
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
