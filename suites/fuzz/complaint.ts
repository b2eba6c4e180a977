/** What a program complained of when it ended badly, in one line without addresses and paths of this machine. */
export function complaintOf(output: string): string {
  const [line = output.slice(-200)] =
    /^SUMMARY.*$/m.exec(output) ?? /^.*(runtime error|ERROR).*$/m.exec(output) ?? [];
  return line.replace(/\/\S*\//g, '').trim();
}
