/**
 * A scope: the variables that an expression of spec/ may use, and the compiling of expressions in it.
 *
 * The CEL library checks and evaluates; the words of the vocabulary are registered once a load and go to the
 * machine that `evaluate` was given. Compiled once, an evaluation costs about 50 ns a word.
 */
import { Environment, type ParseResult } from '@marcbachmann/cel-js';
import type { Problems } from '../problems.js';
import { Memory, SignalSet, type Expression, type Machine } from '../types.js';
import type { WordText } from '../vocabulary.js';
import type { SpecNode } from '../yaml/spec-node.js';
import { wordsIn } from './ast-words.js';
import { celProblem } from './cel-problem.js';
import { dispatcher, type Dispatch } from './dispatch.js';

/** What an expression is for: what it may give, and whether it may change the world. */
export interface Purpose {
  /** The CEL types that it may have; nothing: any. */
  readonly gives?: readonly string[];
  /** True where the words may be actions. */
  readonly acts: boolean;
  /** As messages call it: `when`. */
  readonly called: string;
}

interface Checked {
  readonly program: ParseResult;
  readonly type: string;
  readonly words: readonly string[];
}

/** The words that expressions may use. */
export type WordTable = Readonly<Record<string, WordText>>;

const CUSTOM_TYPES = { Memory, SignalSet };

export class Scope {
  private constructor(
    private readonly environment: Environment,
    private readonly words: WordTable,
    private readonly dispatch: Dispatch,
    private readonly variables: ReadonlySet<string>,
    private readonly own = new Set<string>(),
  ) {}

  /** The outermost scope: the vocabulary and the constants. */
  static outermost(words: WordTable, constants: Readonly<Record<string, bigint>>): Scope {
    const environment = new Environment();
    const dispatch = dispatcher();
    for (const [name, type] of Object.entries(CUSTOM_TYPES)) environment.registerType(name, type);
    for (const [name, value] of Object.entries(constants)) environment.registerConstant(name, 'int', value);
    for (const [name, { takes, gives, doc }] of Object.entries(words)) {
      const handler = dispatch.handler(name, takes.length);
      const signature = `${name}(${takes.join(', ')}): ${gives}`;
      environment.registerFunction(signature, handler, { async: false, description: doc });
    }
    return new Scope(environment, words, dispatch, new Set(Object.keys(constants)));
  }

  /** A scope inside this one; nothing may be declared in this one any more. */
  inner(): Scope {
    const variables = new Set([...this.variables, ...this.own]);
    return new Scope(this.environment.clone(), this.words, this.dispatch, variables);
  }

  /** Names a variable of a CEL type. False where the name is taken: by CEL, by a constant, or by another variable. */
  declare(name: string, type: string): boolean {
    if (name in this.words) return false;
    try {
      this.environment.registerVariable(name, type);
    } catch {
      return false;
    }
    this.own.add(name);
    return true;
  }

  /** Compiles the expression in `node`; a problem is told, and the expression that comes back must not be evaluated. */
  compile(node: SpecNode, purpose: Purpose, problems: Problems): Expression {
    const source = node.text ?? '';
    const { dispatch } = this;
    try {
      const { program, type, words } = this.check(node, source, purpose, problems);
      const evaluate = (machine: Machine, scope: Readonly<Record<string, unknown>>): unknown =>
        dispatch.run(machine, program, scope);
      return { source, at: node.at, type, words, evaluate };
    } catch (error) {
      const variables = [...this.own, ...this.variables];
      celProblem({ node, error, words: this.words, variables }, problems);
      return { source, at: node.at, type: 'dyn', words: [], evaluate: neverEvaluated };
    }
  }

  /** Throws what the CEL library finds wrong. */
  private check(node: SpecNode, source: string, purpose: Purpose, problems: Problems): Checked {
    const program = this.environment.parse(source);
    const used = wordsIn(program.ast).filter(({ name }) => name in this.words);
    const checked = program.check();
    if (checked.error !== undefined) throw checked.error;
    const action = purpose.acts ? undefined : used.find(({ name }) => this.words[name]?.does === 'action');
    if (action !== undefined) {
      problems.add(
        node.character(action.start),
        `\`${action.name}\` changes the world; \`${purpose.called}\` may only ask`,
      );
    }
    const type = checked.type ?? 'dyn';
    if (purpose.gives !== undefined && type !== 'dyn' && !purpose.gives.includes(type)) {
      problems.add(
        node.character(0),
        `\`${purpose.called}\` must give ${purpose.gives.join(' or ')}, but this gives ${type}`,
      );
    }
    return { program, type, words: [...new Set(used.map(({ name }) => name))] };
  }
}

function neverEvaluated(): never {
  throw new Error('an expression with a problem is evaluated');
}
