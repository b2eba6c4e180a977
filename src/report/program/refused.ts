/** A scenario that cannot be written as a C program; `message` says why, in words that follow "no program: ". */
export class Refused extends Error {}
