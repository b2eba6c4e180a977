/** Clause ids: the one word that joins a promise, a verdict, coverage, an expectation and an explanation. */

/** `<call>/<id>` (`read/bad-fd`), `<kind>/<operation>/<id>` (`pipe/read/data`) or `<noun>/<id>` of a law. */
export type ClauseId = string;
