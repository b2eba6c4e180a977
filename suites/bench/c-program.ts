/** The program that measures the generated C parsers: `maps PID`, or `stat PID...` and `status PID...` beside libproc2. */
export const C_PROGRAM = String.raw`
#define _GNU_SOURCE
#include "proc-pid-maps.h"
#include "proc-pid-stat.h"
#include "proc-pid-status.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#ifdef WITH_LIBPROC2
#include <libproc2/pids.h>
#endif

enum { ROUNDS = 60, TEXT = 1 << 24, GROUP = 200 };
static char *text, *memory;
static size_t length;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static void fail(const char *what) {
  fprintf(stderr, "%s\n", what);
  exit(1);
}

static void read_all(int file) {
  ssize_t got;
  for (length = 0; (got = pread(file, text + length, TEXT - length, (off_t)length)) > 0;) length += (size_t)got;
  if (got < 0) fail("read");
}

static void read_path(const char *pid, const char *name) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%s/%s", pid, name);
  int file = open(path, O_RDONLY);
  if (file < 0) fail(path);
  read_all(file);
  close(file);
}

#define PARSE(format) do { \
    format value; \
    abide_failure failure; \
    abide_arena arena = { memory, TEXT, 0 }; \
    if (format##_parse(text, length, &value, &arena, &failure) != ABIDE_OK) fail("does not parse"); \
  } while (0)

static void maps(const char *pid) {
  char path[64];
  double ours = 1e12, theirs = 1e12;
  snprintf(path, sizeof path, "/proc/%s/maps", pid);
  int file = open(path, O_RDONLY);
  if (file < 0) fail(path);
  for (int round = 0; round < ROUNDS; round++) {
    double start = now();
    read_all(file);
    double middle = now();
    PARSE(abide_proc_pid_maps);
    double end = now();
    if (middle - start < theirs) theirs = middle - start;
    if (end - middle < ours) ours = end - middle;
  }
  close(file);
  printf("%zu %f %f\n", length, ours, theirs);
}

#ifdef WITH_LIBPROC2
static void select_all(struct pids_info *info, unsigned *pids, int count) {
  for (int at = 0; at < count; at += GROUP) {
    int some = count - at < GROUP ? count - at : GROUP;
    struct pids_fetch *fetched = procps_pids_select(info, pids + at, some, PIDS_SELECT_PID);
    if (fetched == NULL || fetched->counts->total != some) fail("procps_pids_select");
  }
}

static void beside(int is_stat, char **names, int count) {
  enum pids_item of_stat[] = { PIDS_TICS_USER, PIDS_PRIORITY };
  enum pids_item of_status[] = { PIDS_VM_RSS, PIDS_SIGCATCH };
  struct pids_info *info = NULL;
  if (procps_pids_new(&info, is_stat ? of_stat : of_status, 2) < 0) fail("procps_pids_new");
  unsigned *pids = calloc((size_t)count, sizeof *pids);
  for (int i = 0; i < count; i++) pids[i] = (unsigned)atoi(names[i]);
  double ours = 1e12, theirs = 1e12;
  size_t bytes = 0;
  for (int round = 0; round < ROUNDS; round++) {
    double start = now();
    bytes = 0;
    for (int i = 0; i < count; i++) {
      read_path(names[i], is_stat ? "stat" : "status");
      bytes += length;
      if (is_stat) PARSE(abide_proc_pid_stat);
      else PARSE(abide_proc_pid_status);
    }
    double middle = now();
    select_all(info, pids, count);
    double end = now();
    if (middle - start < ours) ours = middle - start;
    if (end - middle < theirs) theirs = end - middle;
  }
  free(pids);
  procps_pids_unref(&info);
  printf("%zu %f %f\n", bytes, ours, theirs);
}
#endif

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  text = malloc(TEXT);
  memory = malloc(TEXT);
  if (text == NULL || memory == NULL) fail("malloc");
  if (strcmp(argv[1], "maps") == 0) maps(argv[2]);
#ifdef WITH_LIBPROC2
  else beside(strcmp(argv[1], "stat") == 0, argv + 2, argc - 2);
#endif
  return 0;
}
`;
