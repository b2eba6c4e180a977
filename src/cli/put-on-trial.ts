/** One target on trial, with everything that a trial needs of the rooms. */
import { clausesToReach } from '../report/index.js';
import type { Target } from '../target/index.js';
import { runTrial, type Thrift, type TrialResult } from '../trial/index.js';
import { LAWS } from '../../suites/laws/index.js';
import { judgeFor, type Assembly } from './assembly.js';
import type { Io } from './io.js';
import { keepFindings } from './keep-findings.js';
import { suitesFor } from './suite-list.js';
import { tellTrial } from './telling.js';

/** What of a trial a user can decide. */
export interface TrialWish {
  /** Names; none: all. */
  readonly suites: readonly string[];
  readonly seed: number;
  /** How many generated scenarios, and for how long; the earlier of both. */
  readonly scenarios?: number | undefined;
  readonly seconds?: number | undefined;
  readonly thrift?: Thrift;
  /** Where its report will be written: findings are kept there from the moment when they are made. */
  readonly report?: string;
}

/** Puts `target` on trial, and tells how it goes. Rejects with CannotDo for a suite that is not known or readable. */
export async function putOnTrial(
  io: Io,
  assembly: Assembly,
  target: Target,
  { suites, seed, scenarios, seconds, thrift, report }: TrialWish,
): Promise<TrialResult> {
  const { description } = target;
  const chosen = await suitesFor(io, assembly, description, suites);
  const tell = tellTrial(io, description.name);
  const asked = { target: description, suites: chosen.map(({ name }) => name), seed };
  const keep = report === undefined ? undefined : keepFindings(assembly.spec, { ...asked, report });
  return runTrial({
    spec: assembly.spec,
    source: assembly.generator,
    judge: judgeFor(assembly, description),
    target,
    laws: LAWS,
    suites: chosen,
    seed,
    ...(scenarios === undefined ? {} : { scenarios }),
    ...(seconds === undefined ? {} : { milliseconds: seconds * 1000 }),
    aims:
      suites.length === 0 || suites.includes('contract') ? clausesToReach(assembly.spec, description) : [],
    ...(thrift === undefined ? {} : { thrift }),
    signal: io.signal,
    onEvent: (event) => {
      keep?.(event);
      tell(event);
    },
  });
}
