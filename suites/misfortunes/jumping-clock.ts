/** Loaded into a program before it begins: its wall clock is an hour ahead and an hour behind in turn, each time that it is read. */
const HOUR_MS = 3_600_000;
const Real = Date;
let isAhead = false;

function jumped(): number {
  isAhead = !isAhead;
  return Real.now() + (isAhead ? HOUR_MS : -HOUR_MS);
}

globalThis.Date = new Proxy(Real, {
  construct: (target, given: unknown[]) =>
    Reflect.construct(target, given.length === 0 ? [jumped()] : given) as Date,
  get: (target, name) => (name === 'now' ? jumped : (Reflect.get(target, name) as unknown)),
});
