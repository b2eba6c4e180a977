/** Scenarios put together from lines, as somebody would write them. */
import { parseScenario, type Scenario } from '../src/scenario/index.js';

/** The scenario that `lines` are; nothing where they are none. */
export function scenarioOf(lines: readonly string[], profile?: string): Scenario | undefined {
  const parsed = parseScenario(lines.join('\n'), profile);
  return parsed.ok ? parsed.scenario : undefined;
}

const NAMES = ['B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M'];

/** A name that no line of `lines` gives to an actor. */
export function freeName(lines: readonly string[]): string {
  const text = lines.join('\n');
  return NAMES.find((name) => !new RegExp(`\\b${name}\\b`).test(text)) ?? 'B2';
}
