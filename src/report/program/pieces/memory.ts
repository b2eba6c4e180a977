/** Memory of other sorts than variables, and what is done to it between calls. */

export const MEMORY = {
  fill: {
    headers: ['string.h'],
    needs: [],
    text: `/* A long text: how it begins, what is said again and again, and how it ends. */
static void fill(char *text, const char *begin, const char *again, int times, const char *end)
{
    text = stpcpy(text, begin);
    while (times-- > 0)
        text = stpcpy(text, again);
    strcpy(text, end);
}`,
  },
  unmapped: {
    headers: [],
    needs: [],
    text: `/* Nothing is mapped there. */\n#define UNMAPPED ((void *)0x10000)`,
  },
  read_only: {
    headers: ['sys/mman.h'],
    needs: ['cannot'],
    text: `/* Memory that can be read (it is zero), and not written. */
static void *read_only(void)
{
    void *memory = mmap(NULL, 1 << 17, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (memory == MAP_FAILED)
        cannot("get memory");
    return memory;
}`,
  },
  straddling: {
    headers: ['sys/mman.h', 'string.h'],
    needs: ['cannot'],
    text: `/* The last bytes before a hole in memory; each is an x. */
static void *straddling(size_t bytes)
{
    size_t before = (bytes / 4096 + 1) * 4096;
    char *memory = mmap(NULL, before + 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (memory == MAP_FAILED || munmap(memory + before, 4096) != 0)
        cannot("get memory");
    memset(memory, 'x', before);
    return memory + before - bytes;
}`,
  },
  own: {
    headers: ['stdint.h'],
    needs: [],
    text: `/* Memory of a process: its threads share it, its children have copies. */\nstatic uint64_t own[16];`,
  },
  shared: {
    headers: ['stdint.h'],
    needs: [],
    text: `static uint64_t shared[16];`,
  },
  robust: {
    headers: ['linux/futex.h'],
    needs: ['own'],
    text: `/* A list of robust futexes with one entry, whose lock is the last word of its own memory. */
static struct robust_list entry;
static struct robust_list_head robust;
static struct robust_list_head *robust_list(void)
{
    robust.list.next = &entry;
    robust.futex_offset = (char *)&own[15] - (char *)&entry;
    entry.next = &robust.list;
    return &robust;
}`,
  },
  bit: {
    headers: [],
    needs: [],
    text: `/* A signal in a set. */\n#define BIT(signal) (1UL << ((signal) - 1))`,
  },
  mask_of: {
    headers: ['signal.h', 'string.h'],
    needs: ['bit'],
    text: `/* The kernel's 64 bits of a set. */
static unsigned long mask_of(const sigset_t *set)
{
    unsigned long bits;

    memcpy(&bits, set, sizeof bits);
    return bits;
}`,
  },
  kernel_sigaction: {
    headers: ['stdint.h'],
    needs: [],
    text: `/* The kernel's own struct, which is not the C library's. */
struct kernel_sigaction {
    void *handler;
    unsigned long flags;
    void *restorer;
    uint64_t mask;
};`,
  },
  restorer: {
    headers: [],
    needs: [],
    text: `/* Where a handler goes back to: the C library would bring it, x86_64 wants it. */
extern void restorer(void);
#ifdef __x86_64__
__asm__(".text\\nrestorer:\\n\\tmov $15, %eax\\n\\tsyscall\\n");
#else
__asm__(".text\\nrestorer:\\n\\tmov x8, #139\\n\\tsvc #0\\n");
#endif`,
  },
  peek: {
    headers: ['stdint.h'],
    needs: [],
    text: `static long peek(void *address)\n{\n    return (long)*(volatile uint64_t *)address;\n}`,
  },
  poke: {
    headers: ['stdint.h'],
    needs: [],
    text: `static long poke(void *address, long value)
{
    *(volatile uint64_t *)address = (uint64_t)value;
    return 0;
}`,
  },
  work: {
    headers: ['time.h'],
    needs: [],
    text: `/* Works for so many microseconds of the processor's time. */
static long work(long microseconds)
{
    struct timespec begin, now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begin);
    do
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    while ((now.tv_sec - begin.tv_sec) * 1000000 + (now.tv_nsec - begin.tv_nsec) / 1000 < microseconds);
    return 0;
}`,
  },
} as const;
