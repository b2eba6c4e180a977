/** What a program sees to before its first step, so that it finds what the first actor of a trial finds. */

export const SURROUNDINGS = {
  descriptors: {
    headers: ['unistd.h'],
    needs: [],
    text: `/* The first free descriptor shall be 3. */
static void free_descriptors(void)
{
    for (int fd = 3; fd < 1000; fd++)
        close(fd);
}`,
  },
  standard: {
    headers: ['unistd.h', 'fcntl.h'],
    needs: ['report', 'cannot'],
    text: `/* Descriptors 0, 1 and 2 become /dev/null, opened three times; what is told goes to a copy of the old 1. */
static void open_standard(void)
{
    report = fcntl(1, F_DUPFD_CLOEXEC, 1000);
    for (int fd = 0; fd < 3; fd++) {
        close(fd);
        if (open("/dev/null", O_RDWR) != fd)
            cannot("open /dev/null");
    }
}`,
  },
  directory: {
    headers: ['sched.h', 'sys/mount.h', 'sys/stat.h', 'unistd.h'],
    needs: ['cannot'],
    text: `/* An empty tmpfs to work in, which nobody else sees and which goes with the program. */
static void own_directory(void)
{
    unshare(CLONE_NEWNS);
    mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
    if (mount("work", "/tmp", "tmpfs", 0, "mode=755") != 0 || chdir("/tmp") != 0)
        cannot("mount a tmpfs on /tmp (it takes root)");
    umask(022);
}`,
  },
  own_program: {
    headers: ['fcntl.h', 'unistd.h'],
    needs: ['cannot'],
    text: `/* A copy of this program: files of it have to name a program by its path. */
static void own_program(void)
{
    int from = open("/proc/self/exe", O_RDONLY), to = open("/tmp/agent", O_WRONLY | O_CREAT, 0755);
    char bytes[65536];
    ssize_t got;

    while ((got = read(from, bytes, sizeof bytes)) > 0)
        if (write(to, bytes, got) != got)
            break;
    if (got != 0)
        cannot("copy the program to /tmp/agent");
    close(from);
    close(to);
}`,
  },
  cores: {
    headers: ['fcntl.h', 'stdio.h', 'stdlib.h', 'sys/resource.h', 'unistd.h'],
    needs: [],
    text: `/* No core, to no file and through no pipe: a pipe takes one of whoever may leave none, and of whoever may leave more. A
 * socket takes all. */
static void leave_no_core(void)
{
    int unlimited = setrlimit(RLIMIT_CORE, &(struct rlimit){ 1, 1 }) != 0;
    int fd = open("/proc/sys/kernel/core_pattern", O_RDONLY);
    char first;

    if (read(fd, &first, 1) == 1 && (first == '@' || (first == '|' && unlimited))) {
        printf("cannot do this while core_pattern is a socket, or a pipe and the hard limit on cores 0\\n");
        exit(2);
    }
    close(fd);
}`,
  },
  sysctls: {
    headers: ['fcntl.h', 'stdio.h', 'stdlib.h', 'string.h', 'unistd.h'],
    needs: [],
    text: `/* On a machine whose administrator has set this otherwise, Linux may show something else. */
static void must_be_one_of(const char *digits, const char *sysctl)
{
    int fd = open(sysctl, O_RDONLY);
    char value;

    if (fd < 0)
        return;
    if (read(fd, &value, 1) == 1 && strchr(digits, value) == NULL) {
        printf("cannot do this while %s is %c\\n", sysctl, value);
        exit(2);
    }
    close(fd);
}`,
  },
  yama: {
    headers: ['linux/capability.h', 'sys/syscall.h', 'unistd.h'],
    needs: ['sysctls'],
    text: `/* A security module may keep whoever lacks CAP_SYS_PTRACE from attaching to others, or everybody. */
static void need_no_yama(void)
{
    struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
    struct __user_cap_data_struct data[2];
    int may = syscall(SYS_capget, &header, data) == 0 && (data[0].effective & (1u << CAP_SYS_PTRACE));

    must_be_one_of(may ? "012" : "0", "/proc/sys/kernel/yama/ptrace_scope");
}`,
  },
  robust_lists: {
    headers: ['sys/syscall.h', 'unistd.h'],
    needs: [],
    text: `/* The C library has registered a list of robust futexes for each thread. */
static void forget_robust_list(void)
{
    syscall(SYS_set_robust_list, NULL, 24);
}`,
  },
  limits: {
    headers: ['sys/resource.h'],
    needs: [],
    text: `/* The limits that the first process of a trial has. */
static void set_limits(void)
{
    static const struct {
        int resource;
        struct rlimit limit;
    } limits[] = {
        { RLIMIT_CPU, { RLIM_INFINITY, RLIM_INFINITY } },
        { RLIMIT_FSIZE, { RLIM_INFINITY, RLIM_INFINITY } },
        { RLIMIT_DATA, { RLIM_INFINITY, RLIM_INFINITY } },
        { RLIMIT_STACK, { 8 << 20, RLIM_INFINITY } },
        { RLIMIT_CORE, { 1, 1 } },
        { RLIMIT_RSS, { RLIM_INFINITY, RLIM_INFINITY } },
        { RLIMIT_NPROC, { 4096, 4096 } },
        { RLIMIT_NOFILE, { 1024, 4096 } },
        { RLIMIT_MEMLOCK, { 65536, 65536 } },
        { RLIMIT_AS, { RLIM_INFINITY, RLIM_INFINITY } },
        { RLIMIT_LOCKS, { RLIM_INFINITY, RLIM_INFINITY } },
        { RLIMIT_SIGPENDING, { 2048, 2048 } },
        { RLIMIT_MSGQUEUE, { 65536, 65536 } },
        { RLIMIT_NICE, { 0, 0 } },
        { RLIMIT_RTPRIO, { 0, 0 } },
        { RLIMIT_RTTIME, { RLIM_INFINITY, RLIM_INFINITY } },
    };

    for (size_t at = 0; at < sizeof limits / sizeof *limits; at++)
        setrlimit(limits[at].resource, &limits[at].limit);
}`,
  },
  files_limit: {
    headers: ['sys/resource.h'],
    needs: ['cannot'],
    text: `/* 1024 descriptors, and no more than 4096. */
static void limit_descriptors(void)
{
    if (setrlimit(RLIMIT_NOFILE, &(struct rlimit){ 1024, 4096 }) != 0)
        cannot("set RLIMIT_NOFILE");
}`,
  },
  groups: {
    headers: ['grp.h'],
    needs: ['cannot'],
    text: `/* No supplementary groups. */
static void leave_groups(void)
{
    if (setgroups(0, NULL) != 0)
        cannot("leave all groups (it takes root)");
}`,
  },
  nice: {
    headers: ['sys/resource.h'],
    needs: ['cannot'],
    text: `/* An ordinary priority. */
static void be_ordinary(void)
{
    if (setpriority(PRIO_PROCESS, 0, 0) != 0)
        cannot("set the nice value (it takes root)");
}`,
  },
  comm: {
    headers: ['sys/prctl.h'],
    needs: [],
    text: `/* The name that the trial's program has. */
static void take_name(void)
{
    prctl(PR_SET_NAME, "agent", 0, 0, 0);
}`,
  },
  ordinary_user: {
    headers: ['fcntl.h', 'sched.h', 'stdio.h', 'string.h', 'unistd.h'],
    needs: ['cannot'],
    text: `static void write_file(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY);

    if (fd < 0 || write(fd, text, strlen(text)) < 0)
        cannot(path);
    close(fd);
}

/* The caller shall have no privilege, whoever starts the program: it moves to a user namespace of its own, where it is
 * called 0, and where nobody else is known. */
static void become_ordinary_user(void)
{
    char user[40], group[40];

    snprintf(user, sizeof user, "0 %u 1", geteuid());
    snprintf(group, sizeof group, "0 %u 1", getegid());
    if (unshare(CLONE_NEWUSER) != 0)
        cannot("make a user namespace");
    write_file("/proc/self/uid_map", user);
    write_file("/proc/self/setgroups", "deny");
    write_file("/proc/self/gid_map", group);
}`,
  },
  capable_root: {
    headers: ['linux/capability.h', 'stdio.h', 'stdlib.h', 'sys/syscall.h', 'unistd.h'],
    needs: [],
    text: `/* Whoever lacks CAP_SYS_RESOURCE may do less. */
static void need_resources(void)
{
    struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
    struct __user_cap_data_struct data[2];

    if (syscall(SYS_capget, &header, data) == 0 && (data[0].effective & (1u << CAP_SYS_RESOURCE)))
        return;
    printf("cannot do this: run it as root with CAP_SYS_RESOURCE\\n");
    exit(2);
}`,
  },
  limited_root: {
    headers: ['linux/capability.h', 'sys/syscall.h', 'unistd.h'],
    needs: ['cannot'],
    text: `/* The caller shall be a root without CAP_SYS_RESOURCE, as in most containers. */
static void give_up_resources(void)
{
    struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
    struct __user_cap_data_struct data[2];

    if (syscall(SYS_capget, &header, data) != 0)
        cannot("read the capabilities");
    data[0].effective &= ~(1u << CAP_SYS_RESOURCE);
    data[0].permitted &= ~(1u << CAP_SYS_RESOURCE);
    data[0].inheritable &= ~(1u << CAP_SYS_RESOURCE);
    if (syscall(SYS_capset, &header, data) != 0)
        cannot("give up CAP_SYS_RESOURCE");
}`,
  },
  root: {
    headers: ['unistd.h', 'stdio.h', 'stdlib.h'],
    needs: [],
    text: `/* Others may do less. */
static void be_root(void)
{
    if (geteuid() == 0)
        return;
    printf("cannot do this: run it as root\\n");
    exit(2);
}`,
  },
} as const;
