import { describe, expect, test } from '@jest/globals';
import { Draft } from './draft.js';
import { explore, MOST_WAYS } from './explore.js';
import { initialWorld } from './initial.js';

const world = initialWorld({ profile: 'linux-6.18', privileged: true });

/** Runs `choices` on a draft and gives the answers of every way. */
function ways(choices: (draft: Draft) => number[]): { answers: string[]; cut: boolean } {
  const answers: string[] = [];
  const { cut } = explore((tape) => {
    const draft = new Draft(world, tape);
    answers.push(choices(draft).join(','));
    return draft;
  });
  return { answers: answers.sort(), cut };
}

describe('explore', () => {
  test('without a choice there is one way', () => {
    expect(ways(() => [])).toEqual({ answers: [''], cut: false });
    expect(ways((draft) => [draft.choose(1)]).answers).toEqual(['0']);
  });

  test('every combination of answers is tried once', () => {
    const { answers } = ways((draft) => [draft.choose(2), draft.choose(3)]);
    expect(answers).toEqual(['0,0', '0,1', '0,2', '1,0', '1,1', '1,2']);
  });

  test('a choice may depend on an earlier one', () => {
    const { answers } = ways((draft) => {
      const first = draft.choose(2);
      return first === 1 ? [first, draft.choose(2)] : [first];
    });
    expect(answers).toEqual(['0', '1,0', '1,1']);
  });

  test('more ways than can be followed are cut, and it is said', () => {
    const { answers, cut } = ways((draft) => Array.from({ length: 10 }, () => draft.choose(3)));
    expect(cut).toBe(true);
    expect(answers).toHaveLength(MOST_WAYS);
  });
});
