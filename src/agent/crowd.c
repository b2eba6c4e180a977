/* A crowd: which of many actors were woken or ran, as the kernel tells it while it happens.
 *
 * A task that sleeps goes on only when somebody wakes it: a signal, what it waits for, its end, all of them go through
 * one door in the kernel, and sched_waking is told there, before the task can run. So an actor that was seen at rest
 * still is when no waking of it was told since. The events of one CPU are all that is needed, for everybody is
 * pinned to it; what another CPU does (a kernel thread there) is told when the woken task leaves ours, by sched_switch.
 *
 * The kernel tells wakings by numbers of the machine's first PID namespace, which nobody here knows. But whoever leaves
 * the CPU is told by that number and by the number in our own namespace, so that the two are learned. Outsiders have
 * number 0 there. A waking of somebody who is not known yet counts: it may be an actor's. */
#include "crowd.h"
#include "system.h"

#define PERF_TYPE_TRACEPOINT 2
#define PERF_SAMPLE_TID 2
#define PERF_SAMPLE_RAW 1024
#define PERF_RECORD_SAMPLE 9
#define PERF_FLAG_FD_CLOEXEC 8
#define PERF_EVENT_IOC_SET_OUTPUT 0x2405
#define INIT 1 /* the conductor's own number */

/* What the kernel keeps in the first page, and what follows in the others. */
#define PAGE 4096UL
#define PAGES 16
#define LONGEST_RECORD 256
struct ring {
  u8 other[1024];
  u64 head, tail, offset, size;
};

/* Of a record: who was on the CPU, by its number here; then the event: its own number, and a number of the first
 * namespace, of who is woken or of who leaves. */
enum record_at { AT_KIND = 0, AT_SIZE = 6, AT_TASK = 12, AT_EVENT = 20, AT_NUMBER = 44 };

#define ACQUAINTANCES 4096
struct acquaintance {
  u32 number; /* in the first namespace */
  u32 here;   /* in ours; 0: an outsider */
};

static struct ring *ring;
static u32 trusted; /* we were told of ourselves: what is told is what we take it for */
static struct acquaintance acquaintances[ACQUAINTANCES];

static u32 read_id(const char *directory, const char *name) {
  char path[128], text[16];
  put_text(put_text(put_text(path, directory), name), "/id");
  i64 file = SYS3(openat, AT_FDCWD, path, 02000000);
  i64 n = SYS3(read, file, text, sizeof text);
  SYS1(close, file);
  u32 id = 0;
  for (i64 i = 0; i < n && text[i] >= '0' && text[i] <= '9'; i++) id = id * 10 + (u32)(text[i] - '0');
  return id;
}

struct crowd_events crowd_find(void) {
  static const char directory[] = "/sys/kernel/tracing/events/sched/";
  struct crowd_events found = {read_id(directory, "sched_waking"), read_id(directory, "sched_switch")};
  return found;
}

static i64 open_event(u32 id, u32 cpu) {
  struct {
    u32 type, size;
    u64 config, period, samples, format, flags, wakeup, breakpoint;
  } attributes = {PERF_TYPE_TRACEPOINT, 64, id, 1, PERF_SAMPLE_TID | PERF_SAMPLE_RAW, 0, 0, 0, 0};
  return SYS5(perf_event_open, &attributes, -1, cpu, -1, PERF_FLAG_FD_CLOEXEC);
}

void crowd_listen(void) {
  struct crowd_events *events = &board()->events;
  u32 cpu;
  if (events->waking == 0 || events->switching == 0 || SYS3(getcpu, &cpu, 0, 0) < 0) return;
  i64 waking = open_event(events->waking, cpu), switching = open_event(events->switching, cpu);
  i64 at = SYS6(mmap, 0, (1 + PAGES) * PAGE, 3, 1, waking, 0);
  if (switching < 0 || at < 0 || SYS3(ioctl, switching, PERF_EVENT_IOC_SET_OUTPUT, waking) < 0) return;
  ring = (struct ring *)at;
}

/* Records begin at multiples of 8, so that no number of 4 bytes is cut by the end of the ring. */
static u32 field(u64 record, enum record_at at) {
  const u8 *data = (const u8 *)ring + ring->offset;
  return *(const u32 *)(data + ((record + at) & (ring->size - 1)));
}

/* Learns from a record, and gives the number here of whom it is about; NO_SUCH_PID of somebody who is not known. */
static u32 subject(u64 record) {
  u32 number = field(record, AT_NUMBER);
  struct acquaintance *one = &acquaintances[number % ACQUAINTANCES];
  if ((u16)field(record, AT_EVENT) == board()->events.switching) *one = (struct acquaintance){number, field(record, AT_TASK)};
  else if ((u16)field(record, AT_EVENT) != board()->events.waking) return NO_SUCH_PID;
  return one->number == number ? one->here : NO_SUCH_PID;
}

int crowd_stirred(u32 acting, u32 former) {
  if (!ring) return 1;
  u64 head = __atomic_load_n(&ring->head, __ATOMIC_ACQUIRE), record = ring->tail;
  int stirred = head - record > ring->size - LONGEST_RECORD; /* some may be lost */
  while (record != head) {
    u32 size = field(record, AT_SIZE - 2) >> 16;
    if (size == 0) break;
    u32 who = field(record, AT_KIND) == PERF_RECORD_SAMPLE ? subject(record) : NO_SUCH_PID;
    if (who == INIT) trusted = 1;
    if (who != 0 && who != INIT && who != acting && who != former) stirred = 1;
    record += size;
  }
  __atomic_store_n(&ring->tail, record, __ATOMIC_RELEASE);
  return stirred || !trusted;
}
