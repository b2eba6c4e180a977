/** Programs of ../javascript with their types taken out of comments: TypeScript. */

/** `program` with `/*: T *\/` as `: T`, `/*as T*\/` as ` as T`, `/*<T>*\/` as `<T>`. */
export function withTypes(program: string): string {
  return program
    .replace(/\/\*: (.*?)\*\//g, ': $1')
    .replace(/\/\*as (.*?)\*\//g, ' as $1')
    .replace(/\/\*(<.*?>)\*\//g, '$1');
}
