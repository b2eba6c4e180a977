/** The matrix clause x target: who keeps which promise, by the call, the operation or the law that makes it. */
import type { ClauseId } from '../../abi/index.js';
import { standings, type ClauseState, type Standing } from '../clause-state.js';
import { grouped } from '../plain-text.js';
import type { RunResult, TargetResult } from '../result.js';
import { findingAnchor } from './finding.js';
import { markup, Markup } from './markup.js';

/** One target and how every clause stands on it. */
interface Column {
  readonly target: TargetResult;
  readonly standings: ReadonlyMap<ClauseId, Standing>;
}

/** The section. The clauses of one owner are shown when it is opened. */
export function matrix(result: RunResult): Markup {
  const columns = result.targets.map((target) => ({
    target,
    standings: new Map(standings(result, target).map((standing) => [standing.clause, standing])),
  }));
  const owners = ownersOf(result, columns);
  const quiet = owners.filter(({ loud }) => !loud).length;
  return markup`<section id="clauses" aria-labelledby="clauses-title">
    <h2 id="clauses-title">Clause by clause</h2>
    <p class="hint">A clause is one promise of Linux. Open a row for its clauses; a broken one leads to what was found.</p>
    <div class="tools">
      <label>Search <input type="search" id="clause-search" placeholder="clause or promise" autocomplete="off"></label>
      <label>Show <select id="clause-state">
        <option value="">all</option>
        ${Object.entries(WORDS).map(([state, word]) => markup`<option value="${state}">${word}</option>`)}
      </select></label>
      <output id="clause-count" aria-live="polite"></output>
    </div>
    <div class="scroll" tabindex="0" role="region" aria-label="Matrix of clauses and targets"><table class="matrix">
      <thead><tr><th scope="col">Promises of</th>${columns.map(({ target }) => markup`<th scope="col">${target.target}</th>`)}</tr></thead>
      ${owners.map((owner, index) => ownerRows(result, columns, owner, index))}
    </table></div>
    ${quiet > 0 && markup`<button type="button" class="more" id="clause-more">Show ${quiet} more, with nothing found</button>`}
  </section>`;
}

/** Whose promises, and how they are called. */
interface Owner {
  readonly name: string;
  readonly clauses: readonly ClauseId[];
  /** Something was found: it is shown without being asked for. */
  readonly loud: boolean;
}

/** Owners with what they promise: those with something found first, then by name. */
function ownersOf(result: RunResult, columns: readonly Column[]): Owner[] {
  const ids = [...new Set(columns.flatMap((column) => [...column.standings.keys()]))].sort();
  const owners = new Map<string, ClauseId[]>();
  for (const clause of ids) {
    const owner = ownerName(result, clause);
    owners.set(owner, [...(owners.get(owner) ?? []), clause]);
  }
  const isFound = (clause: ClauseId) =>
    columns.some((column) => column.standings.get(clause)?.finding !== undefined);
  const rank = ({ name, loud }: Owner) => `${loud ? 0 : 1} ${name}`;
  return [...owners]
    .map(([name, clauses]) => ({ name, clauses, loud: clauses.some(isFound) }))
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

function ownerName({ clauses }: RunResult, clause: ClauseId): string {
  const text = clauses[clause];
  if (text === undefined) return clause.startsWith('proc/') ? 'texts of /proc' : 'the target itself';
  return text.of === 'law' ? `law of ${text.owner}` : text.owner;
}

function ownerRows(
  result: RunResult,
  columns: readonly Column[],
  { name, clauses, loud }: Owner,
  index: number,
): Markup {
  const id = `owner-${index}`;
  return markup`<tbody id="${id}"${loud ? undefined : new Markup(' class="quiet" hidden')}>
    <tr class="owner"><th scope="row"><button type="button" aria-expanded="false" aria-controls="${id}">${name}</button></th>
      ${columns.map((column) => markup`<td>${tally(column, clauses)}</td>`)}</tr>
    ${clauses.map((clause) => clauseRow(result, columns, clause))}
  </tbody>`;
}

/** How many clauses of an owner stand how, the gravest first. */
function tally(column: Column, clauses: readonly ClauseId[]): Markup[] {
  const states = clauses.map((clause) => column.standings.get(clause)?.state ?? 'absent');
  return (Object.keys(WORDS) as ClauseState[]).flatMap((state) => {
    const count = states.filter((one) => one === state).length;
    return count === 0 ? [] : [markup`<span class="tag ${state}">${grouped(count)} ${WORDS[state]}</span> `];
  });
}

function clauseRow({ clauses }: RunResult, columns: readonly Column[], clause: ClauseId): Markup {
  const states = columns.map((column) => column.standings.get(clause)?.state ?? 'absent');
  const prose = clauses[clause]?.prose;
  return markup`<tr class="clause" data-states="${[...new Set(states)].join(' ')}" hidden>
    <th scope="row"><code>${clause}</code>${prose !== undefined && markup`<span class="prose">${prose}</span>`}</th>
    ${columns.map((column) => cell(column, clause))}</tr>`;
}

function cell({ target, standings: all }: Column, clause: ClauseId): Markup {
  const { state = 'absent', finding, why } = all.get(clause) ?? {};
  if (finding !== undefined) {
    const anchor = findingAnchor(target, finding);
    return markup`<td><a class="tag ${state}" href="#${anchor}">${WORDS[state]}</a></td>`;
  }
  return markup`<td><span class="tag ${state}">${WORDS[state]}</span>${why !== undefined && markup`<span class="why">${why}</span>`}</td>`;
}

/** The gravest first. */
const WORDS: Readonly<Record<ClauseState, string>> = {
  broken: 'broken',
  expected: 'expected',
  differs: 'differs',
  kept: 'kept',
  unsupported: 'unsupported',
  never: 'not tried',
  unreached: 'cannot be tried',
  absent: 'not promised',
};
