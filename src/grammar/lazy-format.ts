/** A format that is read when somebody asks where it stands, and compiled when somebody uses it. */
import type { Format } from './format.js';
import type { FormatMeta, Node } from './ir.js';

/** How a grammar file becomes a format: its header alone, and everything. Both throw GrammarError. */
export interface FormatMaker {
  meta(): FormatMeta;
  compile(): Format;
}

export class LazyFormat implements Format {
  private header: FormatMeta | undefined;
  private format: Format | undefined;

  constructor(
    readonly name: string,
    private readonly maker: FormatMaker,
  ) {}

  get meta(): FormatMeta {
    return (this.header ??= this.maker.meta());
  }

  get root(): Node {
    return this.compiled.root;
  }

  parse(...args: Parameters<Format['parse']>): ReturnType<Format['parse']> {
    return this.compiled.parse(...args);
  }

  parseEach(...args: Parameters<Format['parseEach']>): ReturnType<Format['parseEach']> {
    return this.compiled.parseEach(...args);
  }

  plan(): ReturnType<Format['plan']> {
    return this.compiled.plan();
  }

  parseReference(...args: Parameters<Format['parseReference']>): ReturnType<Format['parseReference']> {
    return this.compiled.parseReference(...args);
  }

  print(...args: Parameters<Format['print']>): ReturnType<Format['print']> {
    return this.compiled.print(...args);
  }

  renderWithDefaults(
    ...args: Parameters<Format['renderWithDefaults']>
  ): ReturnType<Format['renderWithDefaults']> {
    return this.compiled.renderWithDefaults(...args);
  }

  sample(...args: Parameters<Format['sample']>): ReturnType<Format['sample']> {
    return this.compiled.sample(...args);
  }

  rare(): ReturnType<Format['rare']> {
    return this.compiled.rare();
  }

  facts(): ReturnType<Format['facts']> {
    return this.compiled.facts();
  }

  private get compiled(): Format {
    return (this.format ??= this.maker.compile());
  }
}
