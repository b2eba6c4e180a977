/** The target of the coverage-guided fuzzer: one program for all formats. */
import type { Bytes } from '../../src/abi/index.js';
import type { Format, Mode, Plan } from '../../src/grammar/index.js';

/** So many bytes stand before the text: the number of the format (the low byte first), the mode, the size of the arena. */
export const HEAD = 4;

const TOLERANT = 1;
const EACH = 2;

/** `text` as the target reads it. `size`: 0 is an arena of 24 bytes, and each more doubles it, up to 11. */
export function input(format: number, mode: Mode, isEach: boolean, size: number, text: Bytes): Buffer {
  const flags = (mode === 'tolerant' ? TOLERANT : 0) | (isEach ? EACH : 0);
  return Buffer.from(String.fromCharCode(format & 0xff, format >> 8, flags, size) + text, 'latin1');
}

/** What an input stands for. */
export function described(data: Bytes, formats: readonly Format[]): { where: string; text: Bytes } {
  const [low = 0, high = 0, flags = 0] = Array.from(data.slice(0, HEAD), (byte) => byte.charCodeAt(0));
  const mode = (flags & TOLERANT) === 0 ? 'strict' : 'tolerant';
  const name = formats[(low | (high << 8)) % formats.length]?.name ?? '';
  return { where: `${name} ${mode}${(flags & EACH) === 0 ? '' : '-each'} in C`, text: data.slice(HEAD) };
}

/** The text of `fuzz.c`. The driver that answers questions (driver.c) has all parsers, and writes all that they give. */
export function fuzzProgram(plans: readonly Plan[]): string {
  const each = plans.map((plan) => (plan.each ? 'true' : 'false')).join(', ');
  return String.raw`
#define main driver_main
#include "driver.c"
#undef main

static const bool HAS_EACH[] = { ${each} };

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc;
  (void)argv;
  return freopen("/dev/null", "w", stdout) == NULL;
}

/* Text and arena stand in memory of just their size, so that a byte too far is seen. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < ${HEAD}) return 0;
  const size_t number = (size_t)(data[0] | data[1] << 8) % (sizeof HAS_EACH / sizeof *HAS_EACH);
  const bool tolerant = data[2] & ${TOLERANT}, each = data[2] & ${EACH} && HAS_EACH[number];
  const size_t length = size - ${HEAD}, memory = (size_t)24 << data[3] % 12;
  char *text = malloc(length);
  abide_arena arena = { malloc(memory), memory, 0 };
  if (text == NULL || arena.memory == NULL) abort();
  memcpy(text, data + ${HEAD}, length);
  abide_failure failure = { SIZE_MAX, NULL, 0 };
  const enum abide_status status = FORMATS[number].answer(tolerant, each, text, length, &arena, &failure);
  if (status == ABIDE_FAILED && (failure.offset > length || failure.expected_count == 0)) abort();
  if (status != ABIDE_OK && arena.used != 0) abort();
  free(arena.memory);
  free(text);
  return 0;
}
`;
}
