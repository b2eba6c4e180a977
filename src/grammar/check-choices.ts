/** The check that the fast parser can decide every choice by what comes next, and so in linear time. */
import { EMPTY, END, setOf, setText, type ByteSet } from './byte-set.js';
import {
  afterElement,
  atEnd,
  beforeLiteral,
  decideChoice,
  decideFirst,
  decideNext,
  decideOptional,
  followings,
  type Following,
} from './decide.js';
import { bytesWithin } from './bytes-within.js';
import type { Node, NodeOf } from './ir.js';
import { digitSet, writtenSet } from './lookahead.js';
import { problemAt, type GrammarProblem, type Place } from './notation/problem.js';
import { must } from './must.js';

/** Every choice that cannot be decided, every run that does not know where to end, every loop over nothing. */
export function checkChoices(root: Node, place: Place): GrammarProblem[] {
  const checker = new Checker();
  checker.visit(root, atEnd, EMPTY, place);
  return checker.problems;
}

class Checker {
  readonly problems: GrammarProblem[] = [];

  /** @param after every byte that may come anywhere behind `node` */
  visit(node: Node, rest: Following, after: ByteSet, outer: Place): void {
    const place = 'place' in node ? node.place : outer;
    if (node.kind === 'sequence') {
      this.sequence(node.items, rest, after, place);
      return;
    }
    if (node.kind === 'choice') {
      this.choice(node, rest, after);
      return;
    }
    if (node.kind === 'repeat') {
      this.repeat(node, rest, after);
      return;
    }
    if (node.kind === 'entry') {
      const behind = after | setOf(node.end);
      this.visit(node.body, beforeLiteral(node.end, rest), behind, place);
      return;
    }
    if (node.kind === 'number') {
      this.run(digitSet(node), rest, place);
      return;
    }
    if (node.kind === 'text') {
      if (node.last === undefined && node.min !== node.max) this.run(writtenSet(node), rest, place);
      return;
    }
    if (node.kind === 'optional' && !decideOptional(node, rest))
      this.report(place, 'whether this stands here cannot be told from what comes next');
    if ('body' in node) this.visit(node.body, rest, after, place);
  }

  private sequence(items: readonly Node[], rest: Following, after: ByteSet, place: Place): void {
    const follow = followings(items, rest);
    items.forEach((item, index) => {
      const behind = items.slice(index + 1).reduce((set, next) => set | bytesWithin(next), after);
      this.lastText(items, index, after, place);
      this.visit(item, must(follow[index]), behind, place);
    });
  }

  private choice(node: NodeOf<'choice'>, rest: Following, after: ByteSet): void {
    if (!decideChoice(node, rest))
      this.report(
        node.place,
        'two alternatives can begin alike',
        'let their first bytes differ, or make one rule of them',
      );
    for (const option of node.options) this.visit(option.body, rest, after, node.place);
  }

  private repeat(node: NodeOf<'repeat'>, rest: Following, after: ByteSet): void {
    if (node.max !== node.min) {
      if (node.min === 0 && !decideFirst(node, rest))
        this.report(node.place, 'whether an element stands here cannot be told from what comes next');
      if (!decideNext(node, rest))
        this.report(node.place, 'where this repetition ends cannot be told from what comes next');
    }
    const behind = after | bytesWithin(node.body) | setOf(node.separator);
    this.visit(node.body, afterElement(node, rest), behind, node.place);
  }

  /** A text that ends at the last `last` of the file: nothing behind that may hold it again. */
  private lastText(items: readonly Node[], index: number, after: ByteSet, place: Place): void {
    const last = lastOf(must(items[index]));
    if (last === undefined) return;
    const next = items[index + 1];
    if (next?.kind !== 'literal' || !next.bytes.startsWith(last)) {
      this.report(place, `behind a text with last=${JSON.stringify(last)} these bytes must stand`);
      return;
    }
    const behind = items
      .slice(index + 2)
      .reduce((set, item) => set | bytesWithin(item), after | setOf(next.bytes.slice(last.length)));
    if ((behind & setOf(must(last[0]))) !== EMPTY)
      this.report(
        place,
        `what follows may hold ${JSON.stringify(last)} again`,
        'then the last one is not where the text ends',
      );
  }

  private run(set: ByteSet, rest: Following, place: Place): void {
    const next = rest(1).reduce((all, steps) => all | (steps[0]?.set ?? EMPTY), EMPTY);
    const common = set & next & ~END;
    if (common !== EMPTY)
      this.report(
        place,
        `a run of ${setText(set)} does not know where to end`,
        `${setText(common)} may follow`,
      );
  }

  private report(place: Place, message: string, suggestion?: string): void {
    this.problems.push(problemAt(place, message, suggestion));
  }
}

function lastOf(node: Node): string | undefined {
  if (node.kind === 'field' || node.kind === 'rule') return lastOf(node.body);
  return node.kind === 'text' ? node.last : undefined;
}
