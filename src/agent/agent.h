/* What the rooms of the agent share: integers, the memory map, the control blocks. README.md tells the whole. */
#ifndef AGENT_H
#define AGENT_H

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long u64;
typedef int i32;
typedef long i64;
typedef unsigned long usize;

/* The memory map: the same in every process of a scenario, and in every new image of the agent. */
#define SLOTS 1024
#define BOARD_KEY 0x61626964 /* of the System V segment; it lives in the agent's own IPC namespace */
#define BOARD_BASE 0x15000000UL
#define BOARD_HEAD 0x10000UL
#define SLOT_BYTES 0x80000UL
#define SHARED_AT 0x1000UL /* the shared cells, in the head of the board */
#define WORDS_AT 0x2000UL  /* what the middleman is started with, there too */
#define BOARD_BYTES (BOARD_HEAD + SLOTS * SLOT_BYTES)
#define ARENA_AT 0x4000UL /* of its slot */
#define ARENA_BYTES (SLOT_BYTES - ARENA_AT)
#define STRADDLE_BASE 0x36000000UL /* one place a slot: writable pages, then a hole */
#define STRADDLE_ROOM 0x20000UL
#define STRADDLE_STRIDE 0x40000UL
#define UNMAPPED_BASE 0x48000000UL /* nothing is ever mapped here */
/* The frames. All of this map is low and close together: each far region costs every process its own page tables. */
#define DESK_BASE 0x13000000UL
#define INBOX_BASE 0x14800000UL
#define READ_ONLY_BYTES 0x20000UL
/* Private to a process; one of each for each actor, so that threads and borrowers of memory have their own. */
#define STACK_BYTES 0x40000UL
#define ALT_STACK_BYTES 0x8000UL

#define LEVELS 8 /* PID namespaces within each other, the scenario's own among them */
#define CELLS 16 /* words of 8 bytes that scenarios store to and load from: private ones, shared ones */

/* What an actor carries out itself, instead of a system call. */
enum instruction { FIRST_INSTRUCTION = 65536, STORE_WORD = FIRST_INSTRUCTION, LOAD_WORD, SPIN };

#define NOBODY 65535
#define NO_SUCH_PID 0x3ffffff0 /* stands for the PID of an actor that never began */

/* What an actor tells. The numbers are the wire's. */
enum event_kind {
  EVENT_RETURNED = 1,
  EVENT_BLOCKED,
  EVENT_BUSY,
  EVENT_HANDLER,
  EVENT_BEGAN,
  EVENT_IMAGE,
  EVENT_STOPPED,
  EVENT_CONTINUED,
  EVENT_ENDED,
  EVENT_SEEN,
};

#define SIGINFO_BYTES 48
#define NOTES 200

/* What an actor writes down itself: a return, a handler, a beginning, a new image. */
struct note {
  u32 kind;
  u32 signo;
  u32 flag; /* of a return: it was refused; of a handler: it ran on an alternate stack */
  i64 value;
  u8 info[SIGINFO_BYTES];
};

enum actor_state { AT_REST = 0, IN_CALL = 1 };

/* One actor's control block, at the start of its slot. */
struct slot {
  struct slot *self; /* first, so that a thread finds its slot by its thread register */
  u32 go;       /* futex: the conductor adds one to dispatch */
  u32 taken;    /* the last `go` that the actor has served */
  u32 state;    /* enum actor_state; the conductor sets IN_CALL, the actor AT_REST */
  u32 posted;   /* notes written since the scenario began */
  u32 pid, tid; /* as the actor itself sees them */
  u32 levels;   /* PID namespaces that it is in, the scenario's own among them; 0 until it has begun */
  struct level {
    u32 number; /* that it was born with in this one; the outermost comes first */
    u32 init;   /* the slot of whoever was its first process; NOBODY for the scenario's own */
  } born[LEVELS];
  u32 replaces; /* the call may replace the image */
  u32 spawns;   /* slot of the actor that the call makes, or NOBODY */
  u64 number;
  u64 words[6];
  u64 straddle; /* bytes to lay down before the hole, or 0 */
  i64 result;   /* of the last call that came back */
  struct note notes[NOTES];
};

/* By which numbers the kernel tells that a task is woken, and that a CPU turns to another task. 0: it does not. */
struct crowd_events {
  u32 waking, switching;
};

enum board_role { ROLE_SERVER = 1, ROLE_SCENARIO, ROLE_LAYOUT, ROLE_BEGINNING, ROLE_FIRST, ROLE_FLOOR };

/* Where the image that actors run has what scenarios name. */
struct layout {
  u32 arch;
  u64 handler, restorer, read_only, stacks, alt_stacks, cells, robust;
};

/* Of the two sides of a hand-over that is measured (floor.c): how often it was asked, and answered. */
struct bells {
  u32 go, answered, yielding;
  u64 took; /* nanoseconds, each */
};

/* The head of the shared segment. */
struct board {
  u64 magic;
  u32 role;
  u32 execing; /* the slot whose call replaces its image */
  u32 bell;    /* futex: rung when an actor comes to rest */
  u32 starved;  /* an actor lacks memory of the agent's own: the scenario's limits do not let it have any */
  u32 sleeping; /* the conductor waits on the bell */
  u32 uid;      /* who started the agent */
  u64 capabilities; /* what the agent holds of the rights of root outside its own namespaces; a bit each */
  u8 suid_dumpable, ptrace_scope; /* sysctls of the machine: setting_of */
  u8 core; /* whether the hard limit on cores is not 0 */
  u32 height;   /* how high stacks lie, where the agent was started: stack_height */
  u32 emulated; /* actors run in an emulator in user space, whose image is not ours (emulator.c) */
  struct layout layout;
  u32 middleman; /* actors run under one (middleman.h) */
  u32 known;    /* slots that have an actor, or had one, in this scenario */
  struct crowd_events events;
  u32 used;     /* slots that an earlier scenario may have left its traces in */
  struct bells bells;
};
#define BOARD_MAGIC 0x6465646962616564UL

/* Kernels put stacks at the top of what a program can address, emulators in user space somewhere else. */
static inline u32 stack_height(const void *stack) { return (u32)((u64)stack >> 44); }

static inline struct board *board(void) { return (struct board *)BOARD_BASE; }
static inline struct slot *slot_of(u32 index) {
  return (struct slot *)(BOARD_BASE + BOARD_HEAD + index * SLOT_BYTES);
}
static inline u32 slot_index(const struct slot *slot) {
  return (u32)(((u64)slot - BOARD_BASE - BOARD_HEAD) / SLOT_BYTES);
}
_Static_assert(sizeof(struct slot) <= ARENA_AT, "the notes reach into the arena");
static inline u64 *shared_cells(void) { return (u64 *)(BOARD_BASE + SHARED_AT); }
static inline u8 *arena_of(u32 index) { return (u8 *)slot_of(index) + ARENA_AT; }

#define LOAD(place) __atomic_load_n(&(place), __ATOMIC_SEQ_CST)
#define STORE(place, value) __atomic_store_n(&(place), value, __ATOMIC_SEQ_CST)
#define ADD(place, value) __atomic_add_fetch(&(place), value, __ATOMIC_SEQ_CST)

/* memory.c */
void *memcpy(void *to, const void *from, usize n);
void *memmove(void *to, const void *from, usize n);
void *memset(void *to, int byte, usize n);
int memcmp(const void *a, const void *b, usize n);
usize text_length(const char *text);
char *put_text(char *to, const char *text);
char *put_number(char *to, u64 number);
char *put_hex(char *to, u64 number);

/* arena.c */
struct call;
struct layout own_layout(void);
u64 word_value(const u8 *word, u32 slot);
int arena_lay(const struct call *call, u32 slot);
void arena_bring(struct call *call, u32 slot, i64 result);
u64 stack_top(u32 slot);
int on_own_stack(u32 slot, u64 sp);
/* What a process has to itself: copied by fork, fresh in a new image. The lock of the robust list is the last cell. */
struct private_place {
  u64 cells[CELLS];
  struct robust_entry {
    void *next;
  } entry;
  struct {
    void *next;
    i64 to_lock; /* from an entry to its lock */
    void *pending;
  } robust;
};
extern struct private_place private_place;

/* actor.c */
void actor_begin(struct slot *slot) __attribute__((noreturn));
void actor_first(void) __attribute__((noreturn));
void actor_image(u64 *start) __attribute__((noreturn));
void become_first(void) __attribute__((noreturn));
void actor_handle(u32 signo, const u8 *info, u8 *context);

/* the rooms that run a scenario */
void conduct(void) __attribute__((noreturn));
void serve(void) __attribute__((noreturn));

#endif
