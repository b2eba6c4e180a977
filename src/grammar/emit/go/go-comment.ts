/** Comments of generated Go. */

const WIDTH = 100;

/** Lines of a comment of these sentences, wrapped so that gofmt sees nothing but one paragraph in them. */
export function goComment(sentences: readonly string[]): string[] {
  const words = sentences
    .join(' ')
    .split(/\s+/)
    .filter((word) => word !== '');
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    const fits = line.length + word.length < WIDTH || !/^[A-Za-z]/.test(word);
    if (line !== '' && !fits) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line].filter((text) => text !== '').map((text) => `// ${text}`);
}
