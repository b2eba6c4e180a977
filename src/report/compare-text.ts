/** A comparison of two results for a terminal: what got worse first, at most `width` columns wide. */
import { CHANGE_KINDS, type ClauseChange, type Comparison, type TargetComparison } from './compare.js';
import { counted, grouped, plainText, wrap } from './plain-text.js';

/** The text, without a newline at its end. The last line says whether something got worse. */
export function comparisonText(comparison: Comparison, width: number): string {
  const { targets, only } = comparison;
  const parts = [
    ...targets.map((target) => targetText(target, width)),
    ...only.from.map((name) => plainText(`${name}: only the first result has it`)),
    ...only.to.map((name) => plainText(`${name}: only the second result has it`)),
    lastLine(comparison),
  ];
  return parts.join('\n\n');
}

function targetText(target: TargetComparison, width: number): string {
  const lines = [
    wrap(plainText(`${told(target, 'from')} -> ${told(target, 'to')}`), width, ''),
    ...endLines(target, width),
    ...callLines(target, width),
    ...CHANGE_KINDS.flatMap((kind) => groupLines(target, kind, width)),
    ...verdictLines(target, width),
  ];
  return lines.length === 1 ? `${lines[0] ?? ''}\n  nothing changed` : lines.join('\n');
}

function told({ targets, kernels, profiles, seeds }: TargetComparison, side: 'from' | 'to'): string {
  return `${targets[side]} ${kernels[side]} (${profiles[side]}, seed ${seeds[side]})`;
}

function endLines({ ended }: TargetComparison, width: number): string[] {
  return ended.from === ended.to ? [] : [wrap(`the trial ended: ${ended.from} -> ${ended.to}`, width, '  ')];
}

function callLines({ unsupported: { now, noMore } }: TargetComparison, width: number): string[] {
  return [
    ...(now.length === 0
      ? []
      : [wrap(plainText(`calls that are missing now: ${now.join(', ')}`), width, '  ')]),
    ...(noMore.length === 0
      ? []
      : [wrap(plainText(`calls that are there now: ${noMore.join(', ')}`), width, '  ')]),
  ];
}

/** Clauses of which only coverage changed: so many are named. */
const MOST_FIRED = 10;

function groupLines({ clauses }: TargetComparison, kind: ClauseChange['kind'], width: number): string[] {
  const changes = clauses.filter((change) => change.kind === kind);
  if (changes.length === 0) return [];
  const head = `  ${kind}: ${counted(changes.length, 'clause')}`;
  if (kind !== 'fired now' && kind !== 'fired no more') {
    return [head, ...changes.flatMap((change) => changeLines(change, width))];
  }
  const left = changes.length - MOST_FIRED;
  const names = changes.slice(0, MOST_FIRED).map(({ clause }) => clause);
  const all = left > 0 ? [...names, `and ${grouped(left)} more`] : names;
  return [head, wrap(plainText(all.join(', ')), width, '    ')];
}

function changeLines({ clause, worse, kind, observed, difference }: ClauseChange, width: number): string[] {
  const seen =
    kind === 'broken otherwise' ? ` (${observed.from.join(', ')} -> ${observed.to.join(', ')})` : '';
  return [
    wrap(plainText(`${worse ? '! ' : ''}${clause}${seen}`), width, '    '),
    ...(difference === undefined ? [] : [wrap(plainText(difference), width, '      ')]),
  ];
}

function verdictLines({ verdicts }: TargetComparison, width: number): string[] {
  const changes = Object.entries(verdicts).map(
    ([kind, { from, to }]) => `${kind} ${grouped(from)} -> ${grouped(to)}`,
  );
  return changes.length === 0 ? [] : [wrap(`verdicts: ${changes.join(', ')}`, width, '  ')];
}

function lastLine({ targets, only, worse }: Comparison): string {
  const clauses = targets.flatMap((target) => target.clauses);
  if (!worse) {
    const quiet = clauses.length === 0 && only.to.length === 0;
    return quiet ? 'no clause changed' : 'nothing got worse';
  }
  const broken = clauses.filter((change) => change.worse).length;
  const missing = targets.reduce((sum, { unsupported }) => sum + unsupported.now.length, 0);
  const parts = [
    ...(broken === 0 ? [] : [counted(broken, 'clause')]),
    ...(missing === 0 ? [] : [`${counted(missing, 'call')} missing`]),
    ...(only.from.length === 0 ? [] : [`${counted(only.from.length, 'target')} missing`]),
  ];
  return `WORSE: ${parts.join(', ') || 'a trial that did not come to its end'}`;
}
