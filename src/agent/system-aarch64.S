/* The few instructions that C cannot say, for aarch64. */
    .text

    .globl _start
_start:
    mov x29, xzr
    mov x30, xzr
    mov x0, sp
    bl start

/* i64 sys(number, a, b, c, d, e, f) */
    .globl sys
sys:
    mov x8, x0
    mov x0, x1
    mov x1, x2
    mov x2, x3
    mov x3, x4
    mov x4, x5
    mov x5, x6
    svc #0
    ret

/* i64 scenario_call(number, words, child, top): a new actor must not touch the stack that it was born on. */
    .globl scenario_call
    .globl scenario_after
scenario_call:
    stp x29, x30, [sp, #-32]!
    stp x19, x20, [sp, #16]
    mov x19, x2
    mov x20, x3
    mov x8, x0
    mov x9, x1
    ldp x0, x1, [x9]
    ldp x2, x3, [x9, #16]
    ldp x4, x5, [x9, #32]
    svc #0
scenario_after:
    cbnz x0, 1f
    cbz x19, 1f
    mov sp, x20
    mov x29, xzr
    mov x0, x19
    bl actor_begin
1:  ldp x19, x20, [sp, #16]
    ldp x29, x30, [sp], #32
    ret

/* i64 store_word(address, value), i64 load_word(address, to): a fault that is handled goes on at word_fault. */
    .globl store_word
    .globl store_word_at
store_word:
    mov x2, x0
    mov x0, xzr
store_word_at:
    str x1, [x2]
    ret

    .globl load_word
    .globl load_word_at
load_word:
    mov x2, x0
    mov x0, xzr
load_word_at:
    ldr x3, [x2]
    str x3, [x1]
    ret

    .globl word_fault
word_fault:
    mov x0, #-14
    ret

/* on_stack(top, go, slot) */
    .globl on_stack
on_stack:
    mov sp, x0
    mov x29, xzr
    mov x0, x2
    blr x1

/* The kernel comes here with (signo, siginfo, ucontext). */
    .globl handler_entry
handler_entry:
    b actor_handle

/* Back from a handler. Which of the four the kernel keeps tells which flags the scenario had asked for. */
    .balign 16
    .globl handler_return
handler_return:
    .rept 4
    .balign 16
    mov x8, #139
    svc #0
    .endr

    .section .note.GNU-stack, "", @progbits
