/** How the conditions of a clause are compiled: they ask, and never act. */
export const CONDITION = { gives: ['bool'], acts: false, called: 'when' } as const;
