/* Looking: what the kernel says of a task, through /proc. */
#ifndef LOOK_H
#define LOOK_H
#include "agent.h"

/* The files of one task that are kept open, so that a look is one read. -1: not open yet. */
struct task_files {
  i32 stat, syscall, schedstat;
};
/* Opens a task's file, if there is a task of that number: from now on it is that task, whoever has its number. */
int files_open(struct task_files *files, u32 number);
/* Holds on to /proc itself, so that a scenario which unmounts it does not blind us. */
void look_open(void);
void files_forget(struct task_files *files);

#define EXITING 'x'
/* The state letter of a task (R S D T t Z X; EXITING when it sleeps on its way out), or 0 when there is no such task
 * any more. */
char look_state(struct task_files *files, u32 number);
/* True when the task sleeps inside the scenario's call, as the kernel tells it. */
int look_in_call(struct task_files *files, u32 number);
/* How often the task was put on a CPU; it stays the same while the task makes no progress. */
u64 look_runs(struct task_files *files, u32 number);
/* What a kernel has been found not to tell: in which call a task sleeps (one that it shows asleep in a call may be running
 * through it), and how often a task was on a CPU (one that it shows asleep may have been woken). */
enum blindness { SEES_ALL, SEES_NO_CALL, SEES_NO_RUNS };
enum blindness look_is_blind(void);
/* Writes down the numbers in /proc, or in /proc/<process>/task. Gives how many, at most `room`. */
u32 look_for_tasks(u32 process, u32 *numbers, u32 room);
/* Writes down the numbers of a task, from our own PID namespace to its own. Gives how many, 0 if there is no such task. */
u32 look_levels(u32 number, u32 *numbers, u32 room);
/* Reads /proc/<number>/<name> to its end. Gives its length, or minus errno. */
i64 look_file(u32 number, const u8 *name, u32 name_length, u8 *to, u64 room);

#endif
