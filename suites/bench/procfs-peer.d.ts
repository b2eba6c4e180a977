/** The parser functions of @stroncium/procfs that we compare with; the package has no types of its own. */
declare module '@stroncium/procfs/lib/parsers.js' {
  type ParserOfText = (text: string) => unknown;
  const parsers: {
    readonly processStat: ParserOfText;
    readonly processStatus: ParserOfText;
    readonly processNetTcp4: ParserOfText;
  };
  export default parsers;
}
