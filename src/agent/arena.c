/* The arena: places bytes for a call, turns relocated words into numbers, and brings bytes back. */
#include "system.h"
#include "wire.h"

/* Mapped, never writable, and zero: the place called `read-only`. */
const u8 read_only_place[READ_ONLY_BYTES] __attribute__((aligned(4096), section(".rodata.place"))) = {0};

static u8 stacks[SLOTS][STACK_BYTES] __attribute__((aligned(4096)));
static u8 alt_stacks[SLOTS][ALT_STACK_BYTES] __attribute__((aligned(4096)));

struct private_place private_place = {
    .entry = {&private_place.robust},
    .robust = {&private_place.entry,
               (i64)__builtin_offsetof(struct private_place, cells[CELLS - 1]) -
                   (i64)__builtin_offsetof(struct private_place, entry),
               0},
};

static u64 top_of(u64 base, u32 slot) { return base + (slot + 1UL) * STACK_BYTES - 64; }

u64 stack_top(u32 slot) { return top_of((u64)stacks, slot); }

/* Of this image. */
struct layout own_layout(void) {
  return (struct layout){
      .arch = ARCH,
      .handler = (u64)handler_entry,
      .restorer = (u64)handler_return,
      .read_only = (u64)read_only_place,
      .stacks = (u64)stacks,
      .alt_stacks = (u64)alt_stacks,
      .cells = (u64)private_place.cells,
      .robust = (u64)&private_place.robust,
  };
}

/* False for an alternate stack, wherever it lies. */
int on_own_stack(u32 slot, u64 sp) { return sp - (u64)stacks[slot] < STACK_BYTES; }

static u64 get_le(const u8 *from, u32 bytes) {
  u64 value = 0;
  for (u32 i = 0; i < bytes; i++) value |= (u64)from[i] << (8 * i);
  return value;
}

/* The number of the actor in `slot`, where the actor in slot `viewer` is: of whom it cannot see, none. */
static u64 number_of(u32 slot, u32 viewer) {
  u32 own = slot_of(viewer)->levels - 1;
  if (slot >= board()->known || slot_of(slot)->levels <= own) return NO_SUCH_PID;
  const struct level *level = &slot_of(slot)->born[own];
  return level->init == slot_of(viewer)->born[own].init ? level->number : NO_SUCH_PID;
}

/* The number that a word of the wire stands for, in a call of the actor in `slot`. */
u64 word_value(const u8 *word, u32 slot) {
  u32 whose = (u32)get_le(word + 1, 2);
  u64 addend = get_le(word + 3, 8);
  const struct layout *layout = &board()->layout;
  switch (word[0]) {
    case BASE_ARENA: return (u64)arena_of(slot) + addend;
    case BASE_PID: return number_of(whose, slot) + addend;
    case BASE_MINUS_PID: return addend - number_of(whose, slot);
    case BASE_HANDLER: return layout->handler + addend;
    case BASE_RESTORER: return layout->restorer + addend;
    case BASE_READ_ONLY: return layout->read_only + addend;
    case BASE_UNMAPPED: return UNMAPPED_BASE + addend;
    case BASE_STRADDLE: return STRADDLE_BASE + slot * STRADDLE_STRIDE + STRADDLE_ROOM - addend;
    case BASE_STACK: return top_of(layout->stacks, whose % SLOTS) + addend;
    case BASE_PRIVATE: return layout->cells + addend;
    case BASE_SHARED: return (u64)shared_cells() + addend;
    case BASE_ROBUST: return layout->robust + addend;
    case BASE_ALT_STACK: return layout->alt_stacks + slot * ALT_STACK_BYTES + addend;
    default: return addend;
  }
}

/* As word_value; remembers how much has to lie before the hole. */
static u64 place_word(const u8 *word, struct slot *slot, u32 index) {
  u64 size = get_le(word + 3, 8);
  if (word[0] == BASE_STRADDLE && size > slot->straddle) slot->straddle = size;
  return word_value(word, index);
}

/* Spells a number over DIGITS bytes of a text; the rest of the text, up to its NUL, moves up to it. */
static void spell(u8 *at, u64 value) {
  const u8 *rest = at + DIGITS;
  char digits[24];
  const char *end = put_number(digits, value);
  for (const char *digit = digits; digit < end; digit++) *at++ = (u8)*digit;
  while ((*at++ = *rest++)) {}
}

#define UNTOUCHED 0xa5 /* memory that a call shall fill begins as this */

/* Puts a call into the slot of its actor. Gives 0, or what is wrong (a place outside the arena). */
int arena_lay(const struct call *call, u32 index) {
  struct slot *slot = slot_of(index);
  u8 *arena = arena_of(index);
  slot->straddle = 0;
  const u8 *at = call->brings;
  for (u32 i = 0; i < call->bring_count; i++, at += BRING_BYTES)
    if (!at[8]) memset(arena + get_le(at, 4), UNTOUCHED, get_le(at + 4, 4));
  at = call->placed;
  for (u32 i = 0; i < call->placed_count; i++) {
    u64 length = get_le(at + 4, 4);
    memcpy(arena + get_le(at, 4), at + 8, length);
    at += 8 + length;
  }
  at = call->patches;
  for (u32 i = 0; i < call->patch_count; i++, at += PATCH_BYTES) {
    u64 value = place_word(at + 5, slot, index);
    if (at[4] == DIGITS) spell(arena + get_le(at, 4), (u32)value);
    else memcpy(arena + get_le(at, 4), &value, at[4]);
  }
  slot->number = call->number;
  slot->spawns = call->spawns;
  slot->replaces = call->replaces;
  for (u32 i = 0; i < 6; i++) slot->words[i] = place_word(call->words + i * WORD_BYTES, slot, index);
  return slot->straddle > STRADDLE_ROOM;
}
