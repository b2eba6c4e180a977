/** The program around generated C parsers that answers the questions of the differential test. */
import { must } from '../../must.js';
import type { Plan, ValueType } from '../../plan/index.js';
import { bytesJson } from '../differential/canonical-json.js';
import { cString, memberName } from './c-text.js';
import { CTypes } from './c-types.js';
import { flagName, headerName } from './header-file.js';

/** The text of `driver.c`. */
export function driverProgram(plans: readonly Plan[]): string {
  return [
    ...plans.map((plan) => `#include "${headerName(plan)}"`),
    DRIVER_HEAD,
    ...plans.flatMap(printers),
    'static const struct format FORMATS[] = {',
    ...plans.map((plan) => {
      const { prefix } = new CTypes(plan);
      return `  { ${cString(plan.meta.name)}, answer_${prefix} },`;
    }),
    '  { NULL, NULL },',
    '};',
    DRIVER_TAIL,
  ].join('\n');
}

/** Functions that write the records of a plan, and one that parses. */
function printers(plan: Plan): string[] {
  const types = new CTypes(plan);
  const heads = plan.records.map(
    (_, record) => `static void json_${types.record(record)}(const ${types.record(record)} *v)`,
  );
  return [
    ...heads.map((head) => `${head};`),
    ...plan.records.flatMap((record, number) => [
      `${must(heads[number])} {`,
      "  char mark = '{';",
      ...record.fields.flatMap((field, index) => {
        const flag = flagName(record, index);
        const place = `v->${memberName(field.name)}`;
        return [
          `  ${flag === undefined ? '' : `if (v->${flag}) `}{`,
          `    putchar(mark); mark = ','; fputs(${cString(`${bytesJson(field.label)}:`)}, stdout);`,
          `    ${valueJson(place, field.type, types, 0)}`,
          '  }',
        ];
      }),
      ...(record.extra ? ['  extra_json(v->extra, &mark);'] : []),
      "  if (mark == '{') putchar('{');",
      "  putchar('}');",
      '}',
    ]),
    ...answers(plan, types),
  ];
}

function valueJson(place: string, type: ValueType, types: CTypes, depth: number): string {
  switch (type.kind) {
    case 'integer':
      return integerJson(place, type.signed);
    case 'decimal':
      return type.bits === 64 ? integerJson(place, type.signed) : `printf("%.${type.digits}f", ${place});`;
    case 'bytes':
    case 'words':
      return `bytes_json(${place});`;
    case 'record':
      return `json_${types.record(type.record)}(&${place});`;
    case 'list': {
      const i = `i${depth}`;
      const item = valueJson(`${place}.items[${i}]`, type.of, types, depth + 1);
      return `putchar('['); for (size_t ${i} = 0; ${i} < ${place}.count; ${i}++) { if (${i} > 0) putchar(','); ${item} } putchar(']');`;
    }
    case 'union': {
      const cases = type.members.map((member, index) => {
        const name = types.unionMember(type.members, index);
        return `case ${index}: { ${valueJson(`${place}.as.${name}`, member, types, depth)} break; }`;
      });
      return `switch (${place}.member) { ${cases.join(' ')} default: abort(); }`;
    }
  }
}

function integerJson(place: string, isSigned: boolean): string {
  return isSigned ? `printf("%" PRId64, (int64_t)${place});` : `printf("%" PRIu64, (uint64_t)${place});`;
}

function answers(plan: Plan, types: CTypes): string[] {
  const { prefix } = types;
  const parse = 'text, length, &value, arena, failure';
  const strict = `${prefix}_parse(${parse})`;
  const tolerant = `${prefix}_parse_tolerant(${parse})`;
  const head = `static enum abide_status answer_${prefix}(bool tolerant, bool each, const char *text, size_t length, abide_arena *arena, abide_failure *failure) {`;
  if (plan.each === undefined)
    return [
      head,
      `  ${prefix} value;`,
      '  if (each) abort();',
      `  enum abide_status status = tolerant ? ${tolerant} : ${strict};`,
      `  if (status == ABIDE_OK) { fputs("ok ", stdout); json_${prefix}(&value); putchar('\\n'); }`,
      '  return status;',
      '}',
    ];
  return eachAnswers(plan.each.of, head, types, strict, tolerant);
}

/** Items are written only once it is known that there is no failure. */
function eachAnswers(of: ValueType, head: string, types: CTypes, strict: string, tolerant: string): string[] {
  const { prefix } = types;
  const item = valueJson('(*item)', of, types, 0);
  const eachParse = 'text, length, answer_each, &mark, &value, arena, failure';
  return [
    `static bool item_${prefix}(const ${types.name(of)} *item, void *context) {`,
    "  char *mark = context; putchar(*mark); *mark = ',';",
    `  ${item}`,
    '  return true;',
    '}',
    `static bool count_${prefix}(const ${types.name(of)} *item, void *context) {`,
    '  (void)item; (void)context;',
    '  return true;',
    '}',
    head,
    `  ${prefix} value;`,
    '  if (!each) {',
    `    enum abide_status status = tolerant ? ${tolerant} : ${strict};`,
    `    if (status == ABIDE_OK) { fputs("ok ", stdout); json_${prefix}(&value); putchar('\\n'); }`,
    '    return status;',
    '  }',
    "  char mark = '[';",
    `  ${prefix}_each answer_each = count_${prefix};`,
    `  enum abide_status status = tolerant ? ${prefix}_parse_each_tolerant(${eachParse}) : ${prefix}_parse_each(${eachParse});`,
    '  if (status != ABIDE_OK) return status;',
    `  answer_each = item_${prefix};`,
    '  arena->used = 0;',
    '  fputs("ok ", stdout);',
    `  status = tolerant ? ${prefix}_parse_each_tolerant(${eachParse}) : ${prefix}_parse_each(${eachParse});`,
    "  if (mark == '[') putchar('[');",
    '  puts("]");',
    '  return status;',
    '}',
  ];
}

const DRIVER_HEAD = String.raw`
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum abide_status (*answer)(bool, bool, const char *, size_t, abide_arena *, abide_failure *);
struct format {
  const char *name;
  answer answer;
};

static void bytes_json(abide_bytes bytes) {
  putchar('"');
  for (size_t i = 0; i < bytes.length; i++) {
    unsigned char byte = (unsigned char)bytes.at[i];
    if (byte == '"' || byte == '\\') printf("\\%c", byte);
    else if (byte < ' ' || byte > '~') printf("\\u%04x", byte);
    else putchar(byte);
  }
  putchar('"');
}

static int by_key(const void *a, const void *b) {
  const abide_extra *const *x = a, *const *y = b;
  size_t length = (*x)->key.length < (*y)->key.length ? (*x)->key.length : (*y)->key.length;
  int order = length == 0 ? 0 : memcmp((*x)->key.at, (*y)->key.at, length);
  if (order == 0 && (*x)->key.length != (*y)->key.length) order = (*x)->key.length < (*y)->key.length ? -1 : 1;
  return order != 0 ? order : *x < *y ? -1 : 1;
}

void extra_json(abide_extra_list extra, char *mark);
void extra_json(abide_extra_list extra, char *mark) {
  if (extra.count == 0) return;
  const abide_extra **sorted = malloc(extra.count * sizeof *sorted);
  if (sorted == NULL) abort();
  for (size_t i = 0; i < extra.count; i++) sorted[i] = &extra.items[i];
  qsort(sorted, extra.count, sizeof *sorted, by_key);
  putchar(*mark);
  *mark = ',';
  fputs("\"extra\":", stdout);
  char open = '{';
  for (size_t i = 0; i < extra.count; i++) {
    abide_bytes key = sorted[i]->key;
    if (i + 1 < extra.count && sorted[i + 1]->key.length == key.length && memcmp(sorted[i + 1]->key.at, key.at, key.length) == 0)
      continue;
    putchar(open);
    open = ',';
    bytes_json(key);
    putchar(':');
    bytes_json(sorted[i]->text);
  }
  free(sorted);
  putchar('}');
}
`;

const DRIVER_TAIL = String.raw`
static void fail(const abide_failure *failure, const char *text) {
  abide_place place = abide_place_of(text, failure->offset);
  printf("fail %zu %zu %zu [", failure->offset, place.line, place.column);
  for (size_t i = 0; i < failure->expected_count; i++) {
    if (i > 0) putchar(',');
    bytes_json((abide_bytes){ failure->expected[i], strlen(failure->expected[i]) });
  }
  puts("]");
}

/* The text and the arena stand in memory of just their size, so that a byte too far is seen. */
static void ask(answer answer, bool tolerant, bool each, size_t length) {
  char *text = malloc(length);
  if ((text == NULL && length > 0) || fread(text, 1, length, stdin) != length) abort();
  for (size_t size = 24;; size *= 2) {
    abide_arena arena = { malloc(size), size, 0 };
    abide_failure failure;
    enum abide_status status = answer(tolerant, each, text, length, &arena, &failure);
    if (status == ABIDE_FAILED) fail(&failure, text);
    free(arena.memory);
    if (status != ABIDE_NO_MEMORY) break;
  }
  free(text);
}

int main(void) {
  char name[256], mode[32];
  size_t length;
  while (scanf("%255s %31s %zu", name, mode, &length) == 3) {
    if (getchar() != '\n') return 1;
    const struct format *format = FORMATS;
    while (format->name != NULL && strcmp(format->name, name) != 0) format++;
    if (format->name == NULL) return 1;
    ask(format->answer, strncmp(mode, "tolerant", 8) == 0, strstr(mode, "each") != NULL, length);
  }
  return 0;
}
`;
