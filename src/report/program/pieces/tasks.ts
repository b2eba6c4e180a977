/** Making tasks where the C library has no call for it. */

export const TASKS = {
  clone3_on: {
    headers: ['errno.h', 'sys/syscall.h', 'unistd.h', 'linux/sched.h'],
    needs: [],
    text: `/* clone3 for a task in its maker's memory: it begins with \`actor\`, on a stack of its own. */
static long clone3_on(char *stack, int (*actor)(void *), struct clone_args *args, size_t size)
{
    long made;

#if defined __x86_64__
    __asm__ volatile("syscall\\n\\ttest %%rax, %%rax\\n\\tjnz 1f\\n\\tmov %4, %%rsp\\n\\txor %%ebp, %%ebp\\n\\t"
                     "xor %%edi, %%edi\\n\\tcall *%5\\n1:"
                     : "=a"(made)
                     : "0"((long)SYS_clone3), "D"(args), "S"(size), "r"(stack), "r"(actor)
                     : "rcx", "r11", "memory");
#elif defined __aarch64__
    register long x8 __asm__("x8") = SYS_clone3, x0 __asm__("x0") = (long)args, x1 __asm__("x1") = (long)size;
    __asm__ volatile("svc #0\\n\\tcbnz x0, 1f\\n\\tmov sp, %2\\n\\tmov x29, #0\\n\\tblr %3\\n1:"
                     : "+r"(x0)
                     : "r"(x8), "r"(stack), "r"(actor), "r"(x1)
                     : "x30", "memory");
    made = x0;
#endif
    if (made >= 0)
        return made;
    errno = (int)-made;
    return -1;
}`,
  },
} as const;
