/** Numbers in options: whole, and within bounds. */
import { InvalidArgumentError } from 'commander';

/** Reads a whole number of at least `least`; commander says which option it was for. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^[0-9]+$/.test(text) && Number.isSafeInteger(number) && number >= least) return number;
    throw new InvalidArgumentError(`It must be a whole number of at least ${least}.`);
  };
}

/** Reads seconds, as `30`, `0.5` or `2m`. */
export function seconds(text: string): number {
  const [, number, unit] = /^([0-9]+(?:\.[0-9]+)?)(s|m)?$/.exec(text) ?? [];
  const value = Number(number) * (unit === 'm' ? 60 : 1);
  if (number !== undefined && value > 0) return value;
  throw new InvalidArgumentError('It must be a time, such as 30 (seconds) or 2m.');
}
