/* Emulators in user space run one program, on a kernel that knows nothing of them. So only actors are emulated: server
 * and conductor are the kernel's own, look at the actors through its /proc, and share their memory. Every image that a
 * scenario starts is emulated too: /bin/agent bears a mark, and the kernel hands what bears it to the emulator
 * (binfmt_misc, one for each user namespace since Linux 6.7), whatever machine it is for. */
#include "emulator.h"
#include "server.h"
#include "system.h"
#include "world.h"

/* An ELF file, 64 bits, whose byte 8 (the version of an ABI that Linux does not look at) is 0xab. P: the emulator is
 * told argv[0]. F: it is opened now, while it can be seen. */
#define RULE ":abide:M::\\x7fELF\\x02\\x01\\x01\\x00\\xab:\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff:"
#define FLAGS ":PF"
#define PLACE "/proc/sys/fs/binfmt_misc"
#define LONGEST 512

const char *register_emulator(const char *path, i64 *error) {
  char rule[LONGEST + sizeof RULE FLAGS];
  *error = -EINVAL;
  if (text_length(path) > LONGEST) return "emulator";
  put_text(put_text(put_text(rule, RULE), path), FLAGS);
  if ((*error = SYS5(mount, "binfmt_misc", PLACE, "binfmt_misc", 0, 0)) < 0) return "binfmt_misc";
  *error = write_file(PLACE "/register", rule);
  return *error < 0 ? "registration of the emulator" : 0;
}

void run_emulated(u32 role) {
  char *const argv[] = {"agent", 0}, *const envp[] = {0};
  board()->role = role;
  SYS3(execve, "/bin/agent", argv, envp);
  leave(126);
}

const char *learn_layout(i64 *error) {
  i64 pid = SYS5(clone, 17, 0, 0, 0, 0);
  if (pid == 0) run_emulated(ROLE_LAYOUT);
  *error = pid;
  if (pid < 0) return "emulator";
  SYS4(wait4, pid, 0, 0, 0);
  *error = -ENOEXEC;
  return board()->layout.arch == 0 ? "emulator" : 0;
}

void emulated_image(u64 *stack) {
  struct board *b = board();
  if (b->height == stack_height(stack)) leave(126); /* the kernel has run it: these would be its answers */
  if (b->role == ROLE_LAYOUT) {
    b->layout = own_layout();
    leave(0);
  }
  if (b->role == ROLE_FLOOR) answer_hand_overs();
  if (b->role == ROLE_SCENARIO) actor_image(stack);
  b->role = ROLE_SCENARIO;
  actor_first();
}
