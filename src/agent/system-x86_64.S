/* The few instructions that C cannot say, for x86_64. */
    .text

    .globl _start
_start:
    xor %ebp, %ebp
    mov %rsp, %rdi
    and $-16, %rsp
    call start

/* i64 sys(number, a, b, c, d, e, f) */
    .globl sys
sys:
    mov %rdi, %rax
    mov %rsi, %rdi
    mov %rdx, %rsi
    mov %rcx, %rdx
    mov %r8, %r10
    mov %r9, %r8
    mov 8(%rsp), %r9
    syscall
    ret

/* i64 scenario_call(number, words, child, top): a new actor must not touch the stack that it was born on. */
    .globl scenario_call
    .globl scenario_after
scenario_call:
    push %rbx
    push %rbp
    push %r12
    mov %rdx, %rbx
    mov %rcx, %r12
    mov %rdi, %rax
    mov %rsi, %r11
    mov 0(%r11), %rdi
    mov 8(%r11), %rsi
    mov 16(%r11), %rdx
    mov 24(%r11), %r10
    mov 32(%r11), %r8
    mov 40(%r11), %r9
    syscall
scenario_after:
    test %rax, %rax
    jnz 1f
    test %rbx, %rbx
    jz 1f
    mov %r12, %rsp
    xor %ebp, %ebp
    mov %rbx, %rdi
    call actor_begin
1:  pop %r12
    pop %rbp
    pop %rbx
    ret

/* i64 store_word(address, value), i64 load_word(address, to): a fault that is handled goes on at word_fault. */
    .globl store_word
    .globl store_word_at
store_word:
    xor %eax, %eax
store_word_at:
    mov %rsi, (%rdi)
    ret

    .globl load_word
    .globl load_word_at
load_word:
    xor %eax, %eax
load_word_at:
    mov (%rdi), %rdx
    mov %rdx, (%rsi)
    ret

    .globl word_fault
word_fault:
    mov $-14, %rax
    ret

/* on_stack(top, go, slot) */
    .globl on_stack
on_stack:
    mov %rdi, %rsp
    xor %ebp, %ebp
    mov %rdx, %rdi
    call *%rsi

/* The kernel comes here with (signo, siginfo, ucontext). */
    .globl handler_entry
handler_entry:
    sub $8, %rsp
    call actor_handle
    add $8, %rsp
    ret

/* Back from a handler. Which of the four the kernel keeps tells which flags the scenario had asked for. */
    .balign 16
    .globl handler_return
handler_return:
    .rept 4
    .balign 16
    mov $15, %eax
    syscall
    .endr

    .section .note.GNU-stack, "", @progbits
