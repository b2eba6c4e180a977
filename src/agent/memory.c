/* Bytes and text: what a C library would bring. */
#include "agent.h"

void *memcpy(void *to, const void *from, usize n) {
#if defined(__x86_64__)
  void *start = to;
  __asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(n) : : "memory");
  return start;
#else
  u8 *t = to;
  const u8 *f = from;
  while (n-- > 0) *t++ = *f++;
  return to;
#endif
}

void *memmove(void *to, const void *from, usize n) {
  u8 *t = to;
  const u8 *f = from;
  if (t <= f) return memcpy(to, from, n);
  while (n-- > 0) t[n] = f[n];
  return to;
}

void *memset(void *to, int byte, usize n) {
#if defined(__x86_64__)
  void *start = to;
  __asm__ volatile("rep stosb" : "+D"(to), "+c"(n) : "a"(byte) : "memory");
  return start;
#else
  u8 *t = to;
  while (n-- > 0) *t++ = (u8)byte;
  return to;
#endif
}

int memcmp(const void *a, const void *b, usize n) {
  const u8 *x = a, *y = b;
  for (usize i = 0; i < n; i++)
    if (x[i] != y[i]) return x[i] < y[i] ? -1 : 1;
  return 0;
}

usize text_length(const char *text) {
  usize n = 0;
  while (text[n]) n++;
  return n;
}

/* Copies `text` without its NUL; gives the place behind it, where a NUL now stands. */
char *put_text(char *to, const char *text) {
  while (*text) *to++ = *text++;
  *to = 0;
  return to;
}

/* Writes `number` in decimal, as put_text does. */
char *put_number(char *to, u64 number) {
  char digits[24];
  int n = 0;
  do digits[n++] = (char)('0' + number % 10);
  while ((number /= 10));
  while (n > 0) *to++ = digits[--n];
  *to = 0;
  return to;
}

/* Writes `number` in hexadecimal with 0x before it, as put_text does. */
char *put_hex(char *to, u64 number) {
  char digits[24];
  int n = 0;
  do digits[n++] = "0123456789abcdef"[number & 15];
  while ((number >>= 4));
  *to++ = '0';
  *to++ = 'x';
  while (n > 0) *to++ = digits[--n];
  *to = 0;
  return to;
}
