/** The court: a mutant answers as a target, and is judged by the text as it stands, until something is wrong. */
import { loadFormats, type CompiledFormats } from '../../src/grammar/index.js';
import { createKernel, type Kernel, type KernelSetting } from '../../src/kernel/index.js';
import { createJudge, renderProc, type Judge } from '../../src/oracle/index.js';
import type { Observation, Scenario } from '../../src/scenario/index.js';
import { clauseApplies, type Spec } from '../../src/spec/index.js';
import { createModelTarget } from '../../src/target/index.js';
import { LAWS } from '../laws/index.js';
import { Evidence, settingsOf } from './evidence.js';
import type { Mutant } from './mutant.js';

/** Who killed a mutant: the judge, the judge by the order of refusals, a law alone, or its own breakdown. */
export type Killer = 'judge' | 'order' | 'law' | 'broken' | 'endless';

/** What became of a mutant. */
export type Fate =
  | { readonly kind: 'killed'; readonly by: Killer; readonly scenario?: Scenario }
  | { readonly kind: 'survived' }
  /** No profile has the clause. */
  | { readonly kind: 'idle' };

/** How many times what Linux leaves open is chosen otherwise, for those that survive the first answers. */
const CHOICES = 3;

/** Tries mutants of one spec. */
export class Court {
  private readonly kernel: Kernel;
  private readonly formats: CompiledFormats = loadFormats();
  private readonly evidence: Evidence;
  private readonly judges = new Map<boolean, Judge>();

  constructor(private readonly spec: Spec) {
    this.kernel = createKernel(spec);
    this.evidence = new Evidence(spec, this.kernel);
  }

  /** Tries `mutant` on all evidence, until something kills it. Rejects for bugs of ours only. */
  async try(mutant: Mutant): Promise<Fate> {
    const setting = this.settingFor(mutant);
    if (setting === undefined) return { kind: 'idle' };
    const kernel = createKernel(mutant.spec());
    const again: Scenario[] = [];
    for (const scenario of this.scenariosFor(mutant, setting)) {
      const { by, chose } = await this.examine(kernel, setting, scenario, 0);
      if (by !== undefined) return { kind: 'killed', by, scenario };
      if (chose) again.push(scenario);
    }
    for (let choice = 1; choice <= CHOICES; choice++) {
      for (const scenario of again) {
        const { by } = await this.examine(kernel, setting, scenario, choice);
        if (by !== undefined) return { kind: 'killed', by, scenario };
      }
    }
    return { kind: 'survived' };
  }

  private *scenariosFor(mutant: Mutant, setting: KernelSetting): Generator<Scenario> {
    yield* this.evidence.written(mutant, setting);
    yield* this.evidence.aimed(mutant, setting);
    yield* this.evidence.general(mutant, setting);
  }

  /** The first setting in which the clauses of the mutant hold. */
  private settingFor({ clause, also = [] }: Mutant): KernelSetting | undefined {
    return settingsOf(this.spec).find(({ profile, privileged }) => {
      const { version, has } = this.spec.profiles.get(profile) ?? { version: '', has: [] };
      const measure = { version, has: [...has, privileged ? 'privileged' : 'unprivileged'] };
      return [clause, ...also].every((id) => clauseApplies(this.spec.clauses.get(id)?.text ?? {}, measure));
    });
  }

  /** Who finds fault with the kernel's answers to one scenario, and whether it had anything to choose. */
  private async examine(
    kernel: Kernel,
    setting: KernelSetting,
    scenario: Scenario,
    choice: number,
  ): Promise<{ readonly by?: Killer; readonly chose: boolean }> {
    const choices = new Choices(choice);
    const target = createModelTarget({
      ...setting,
      kernel,
      choose: (ways) => choices.next(ways),
      renderProc: (file, facts) => renderProc(this.formats, facts, file),
    });
    try {
      const observation = await target.run(scenario);
      const by = this.faultFinder(scenario, observation, setting);
      return { ...(by === undefined ? {} : { by }), chose: choices.met };
    } catch {
      return { by: 'broken', chose: choices.met };
    }
  }

  private faultFinder(
    scenario: Scenario,
    observation: Observation,
    { privileged }: KernelSetting,
  ): Killer | undefined {
    const { kind } = this.judgeFor(privileged).judge(scenario, observation);
    if (kind === 'diverges' || kind === 'crash') return 'judge';
    if (kind === 'differs') return 'order';
    return LAWS.some((law) => law.check(scenario, observation) !== undefined) ? 'law' : undefined;
  }

  private judgeFor(privileged: boolean): Judge {
    const known = this.judges.get(privileged);
    const judge = known ?? createJudge(this.spec, this.kernel, this.formats, { privileged });
    this.judges.set(privileged, judge);
    return judge;
  }
}

/** Always the first possibility for 0; else one after the other, in an order of its own for each `choice`. */
class Choices {
  met = false;

  constructor(
    private readonly choice: number,
    private state = choice,
  ) {}

  next(ways: number): number {
    this.met = true;
    if (this.choice === 0) return 0;
    this.state = (Math.imul(this.state, 0x41c64e6d) + 0x3039) >>> 0;
    return (this.state >>> 16) % ways;
  }
}
