/** From the texts of spec/ to a `Spec`, in the order in which they build on each other. */
import type { AbiTable, Arch } from '../abi/index.js';
import { Scope, type WordTable } from './cel/scope.js';
import { checkWhole } from './check/check-whole.js';
import { Problems } from './problems.js';
import { NO_LIBRARY } from './c-library.js';
import { ClauseTable } from './read/clause-table.js';
import { readCLibrary } from './read/read-c-library.js';
import { readConstants } from './read/read-constants.js';
import { readFileKind } from './read/read-file-kind.js';
import { readLaws } from './read/read-laws.js';
import { readProfile } from './read/read-profile.js';
import { readProcFiles } from './read/read-proc-files.js';
import { readSyscall } from './read/read-syscall.js';
import { readTypes, type TypeTable } from './read/read-types.js';
import type { Reading } from './read/reading.js';
import { checkSchema, type SchemaName } from './schema/schema-check.js';
import type { Loaded, Spec, Syscall } from './types.js';
import { Source, type SpecText } from './yaml/source.js';

const SCHEMAS: Readonly<Record<string, SchemaName>> = {
  constants: 'constants',
  types: 'types',
  profiles: 'profile',
  syscalls: 'syscall',
  files: 'file-kind',
  laws: 'laws',
  proc: 'proc',
  c: 'c-library',
};

/**
 * Compiles the texts, with the words of `vocabulary`.
 *
 * A file that is not YAML is left out; one of the wrong shape is read as far as it goes, so that nothing hides
 * another problem.
 */
export function compileSpec(texts: readonly SpecText[], vocabulary: WordTable): Loaded {
  const steps = compileStepwise(texts, vocabulary);
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

/** Like `compileSpec`, in small steps: whoever walks them may do something else between two, or give up. */
export function* compileStepwise(
  texts: readonly SpecText[],
  vocabulary: WordTable,
): Generator<undefined, Loaded> {
  const problems = new Problems();
  const sources = yield* readSources(texts, problems);
  if (sources === undefined) return { ok: false, problems: problems.sorted() };
  const constants = readConstants(sources['constants'] ?? [], problems);
  const reading: Reading = {
    problems,
    constants: constants.x86_64,
    types: readTypes(sources['types'] ?? [], constants, problems),
    scope: Scope.outermost(vocabulary, constants.x86_64),
    clauses: new ClauseTable(problems),
    calls: new Map(),
    operations: [],
  };
  const spec = yield* readSpec(sources, constants, reading);
  yield;
  checkWhole(spec, reading);
  return problems.none ? { ok: true, spec } : { ok: false, problems: problems.sorted() };
}

type Sources = Readonly<Record<string, readonly Source[]>>;

/** Nothing where a text is no YAML: what others say of it would be told as problems of theirs. */
function* readSources(
  texts: readonly SpecText[],
  problems: Problems,
): Generator<undefined, Sources | undefined> {
  const sources: Record<string, Source[]> = {};
  let isWhole = true;
  for (const text of texts) {
    yield;
    const source = new Source(text);
    if (!source.reportSyntax(problems)) {
      isWhole = false;
      continue;
    }
    const directory = text.path.split('/')[0] ?? '';
    const schema = SCHEMAS[directory];
    if (schema === undefined) continue;
    checkSchema(source, schema, problems);
    (sources[directory] ??= []).push(source);
  }
  return isWhole ? sources : undefined;
}

function* readSpec(
  sources: Sources,
  constants: AbiTable['constants'],
  reading: Reading,
): Generator<undefined, Spec> {
  const syscalls: Syscall[] = [];
  for (const source of sources['syscalls'] ?? []) {
    yield;
    syscalls.push(readSyscall(source, reading));
  }
  const fileKinds = (sources['files'] ?? []).map((source) => readFileKind(source, reading));
  const laws = (sources['laws'] ?? []).flatMap((source) => readLaws(source, reading));
  const profiles = (sources['profiles'] ?? []).map((source) => readProfile(source, reading.problems));
  const abi = abiTable(syscalls, constants, reading.types);
  const [c] = sources['c'] ?? [];
  const procFiles = (sources['proc'] ?? []).flatMap(readProcFiles);
  return {
    syscalls: new Map(syscalls.map((call) => [call.name, call])),
    fileKinds: new Map(fileKinds.map((kind) => [kind.kind, kind])),
    laws: new Map(laws.map((law) => [law.id, law])),
    profiles: new Map(profiles.map((profile) => [profile.name, profile])),
    procFiles: new Map(procFiles.map((file) => [file.path, file])),
    clauses: reading.clauses.entries,
    abi,
    c: c === undefined ? NO_LIBRARY : readCLibrary(c, abi, reading.problems),
  };
}

function abiTable(
  syscalls: readonly Syscall[],
  constants: Readonly<Record<Arch, Readonly<Record<string, bigint>>>>,
  types: TypeTable,
): AbiTable {
  return {
    calls: Object.fromEntries(syscalls.map(({ name, signature }) => [name, signature])),
    constants,
    flagSets: types.sets,
    structs: types.structs,
  };
}
