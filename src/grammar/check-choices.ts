/** The check that the fast parser can decide every choice by what comes next, and so in linear time. */
import { EMPTY, END, setOf, setText, type ByteSet } from './byte-set.js';
import {
  MOST_OPEN,
  afterElement,
  atEnd,
  before,
  behindBody,
  decideChoice,
  decideFirst,
  decideNext,
  decideOptional,
  followings,
  type Decision,
  type Following,
} from './decide.js';
import { bytesWithin } from './bytes-within.js';
import { checkEnds, checkLast, textWithLast } from './check-ends.js';
import type { Node, NodeOf, TextNode } from './ir.js';
import { digitSet, writtenSet } from './lookahead.js';
import { problemAt, type GrammarProblem, type Place } from './notation/problem.js';
import { must } from './must.js';

/** Every choice that cannot be decided, every run that does not know where to end, every loop over nothing. */
export function checkChoices(root: Node, place: Place): GrammarProblem[] {
  const checker = new Checker();
  checker.visit(root, atEnd, EMPTY, place);
  return checker.problems;
}

/** What is said of a choice that cannot be made. */
const UNTOLD = {
  whether: 'whether this stands here cannot be told from what comes next',
  which: 'two alternatives can begin alike',
  first: 'whether an element stands here cannot be told from what comes next',
  next: 'where this repetition ends cannot be told from what comes next',
};

class Checker {
  readonly problems: GrammarProblem[] = [];
  /** Texts with `last` whose end was checked. */
  private readonly ended = new Set<Node>();
  /** The rule that is looked at. */
  private rule = '';

  /** @param after every byte that may come anywhere behind `node` */
  visit(node: Node, rest: Following, after: ByteSet, outer: Place): void {
    const place = 'place' in node ? node.place : outer;
    if (node.kind === 'sequence') this.sequence(node.items, rest, after, place);
    else if (node.kind === 'choice') this.choice(node, rest, after);
    else if (node.kind === 'repeat') this.repeat(node, rest, after);
    else if (node.kind === 'number') this.run(digitSet(node), rest, place);
    else if (node.kind === 'text') this.text(node, rest, place);
    else if (node.kind === 'same') this.visit(node.of, rest, after, place);
    else this.body(node, rest, after, place);
  }

  private body(node: Node, rest: Following, after: ByteSet, place: Place): void {
    if (node.kind === 'optional') this.decided(decideOptional(node, rest), place, UNTOLD.whether);
    if (node.kind === 'padded' && node.align === 'right') this.paddedRight(node.body, place);
    const own = node.kind === 'entry' ? setOf(node.end) : node.kind === 'padded' ? setOf(' ') : EMPTY;
    const outer = this.rule;
    if (node.kind === 'rule') this.rule = node.name;
    if ('body' in node) this.visit(node.body, behindBody(node, rest), after | own, place);
    this.rule = outer;
  }

  private text(node: TextNode, rest: Following, place: Place): void {
    if (node.last !== undefined) {
      if (!this.ended.has(node))
        this.report(
          place,
          `behind a text with last=${JSON.stringify(node.last)} these bytes must stand`,
          'in the same sequence',
        );
    } else if (node.ends !== undefined)
      checkEnds(node.ends, rest, place, (...problem) => this.report(...problem));
    else if (node.min !== node.max || node.escape) this.run(writtenSet(node), rest, place);
  }

  /** The spaces before a body end where it begins. */
  private paddedRight(body: Node, place: Place): void {
    const first = before(body, atEnd)
      .beginnings(1)
      .reduce((all, steps) => all | (steps[0]?.set ?? EMPTY), EMPTY);
    if ((first & setOf(' ')) !== EMPTY)
      this.report(place, 'what stands at the right of its padding may begin with a space');
  }

  private sequence(items: readonly Node[], rest: Following, after: ByteSet, place: Place): void {
    const follow = followings(items, rest);
    items.forEach((item, index) => {
      const behind = items.slice(index + 1).reduce((set, next) => set | bytesWithin(next), after);
      const text = textWithLast(item);
      if (text) {
        this.ended.add(text);
        checkLast(text, { items, index, after }, place, (...problem) => this.report(...problem));
      }
      this.visit(item, must(follow[index]), behind, place);
    });
  }

  private choice(node: NodeOf<'choice'>, rest: Following, after: ByteSet): void {
    const suggestion = 'let their first bytes differ, or make one rule of them';
    this.decided(decideChoice(node, rest), node.place, UNTOLD.which, suggestion);
    for (const option of node.options) this.visit(option.body, rest, after, node.place);
  }

  private repeat(node: NodeOf<'repeat'>, rest: Following, after: ByteSet): void {
    if (node.max !== node.min && !node.list) {
      if (node.min === 0) this.decided(decideFirst(node, rest), node.place, UNTOLD.first);
      this.decided(decideNext(node, rest), node.place, UNTOLD.next);
    }
    const behind = after | bytesWithin(node.body) | setOf(node.separator);
    this.visit(node.body, afterElement(node, rest), behind, node.place);
  }

  private run(set: ByteSet, rest: Following, place: Place): void {
    const next = rest.beginnings(1).reduce((all, steps) => all | (steps[0]?.set ?? EMPTY), EMPTY);
    const common = set & next & ~END;
    if (common !== EMPTY)
      this.report(
        place,
        `a run of ${setText(set)} does not know where to end`,
        `${setText(common)} may follow`,
      );
  }

  /** Reports a choice that no look decides. Where looks grow too many, what to do is the same for every choice. */
  private decided(decision: Decision, place: Place, message: string, suggestion?: string): void {
    if (decision.told) return;
    if (decision.why === 'alike') this.report(place, message, suggestion);
    else
      this.report(
        place,
        `${message}: in the rule ${this.rule} more than ${MOST_OPEN} beginnings begin like others`,
        'let what may stand here differ earlier, or make one rule of it',
      );
  }

  private report(place: Place, message: string, suggestion?: string): void {
    this.problems.push(problemAt(place, message, suggestion));
  }
}
