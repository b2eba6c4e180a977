/** Comparing what is seen with what Linux shows. */

/** Each as pieces.ts has them; `deviates` of a program with actors stands in stage.ts. */
export const ANSWERS = {
  otherwise: {
    headers: [],
    needs: [],
    text: `/* The exit status if something else is seen than on Linux: 1, and 2 while the step in question is not reached. */
static volatile int *otherwise;`,
  },
  report: { headers: [], needs: [], text: `/* Where it is told what was seen. */\nstatic int report = 1;` },
  cannot: {
    headers: ['stdio.h', 'stdlib.h', 'string.h', 'errno.h'],
    needs: [],
    text: `/* The program cannot do its work. */
static void __attribute__((noreturn)) cannot(const char *what)
{
    printf("cannot %s: %s\\n", what, strerror(errno));
    exit(2);
}`,
  },
  deviates: {
    headers: ['stdio.h', 'stdlib.h'],
    needs: ['report', 'otherwise'],
    text: `/* Says what Linux answers and what was seen instead, and ends. */
static void __attribute__((noreturn)) deviates(const char *what, const char *wanted, const char *seen)
{
    dprintf(report, "%s: expected %s, saw %s\\n", what, wanted, seen);
    exit(*otherwise);
}`,
  },
  words: {
    headers: ['stdio.h', 'string.h'],
    needs: [],
    text: `/* A value, or the name of an error. */
static const char *words(char *text, size_t size, long value, int error)
{
    const char *name = strerrorname_np(error);

    if (error == 0)
        snprintf(text, size, "%ld", value);
    else
        snprintf(text, size, "%s %d (%s)", name ? name : "error", error, strerror(error));
    return text;
}`,
  },
  compare: {
    headers: ['errno.h'],
    needs: ['words'],
    text: `/* \`name\` is how the program writes what is wanted. */
static void compare(const char *what, long seen, int error, const char *name, long wanted, int wanted_error)
{
    char number[100], expected[200], was[100];

    if (seen == wanted && error == wanted_error)
        return;
    words(number, sizeof number, wanted, wanted_error);
    if (wanted_error == 0 && strcmp(name, number) != 0)
        snprintf(expected, sizeof expected, "%.90s (%s)", name, number);
    else
        snprintf(expected, sizeof expected, "%s", number);
    deviates(what, expected, words(was, sizeof was, seen, error));
}`,
  },
  answered: {
    headers: ['errno.h'],
    needs: ['compare'],
    text: `static void answered(const char *what, long seen, const char *name, long wanted, int wanted_error)
{
    compare(what, seen, seen == -1 ? errno : 0, name, wanted, wanted_error);
}`,
  },
  expect: {
    headers: [],
    needs: ['answered'],
    text: `/* The call has to give this. */
#define expect(call, wanted) answered(#call, (long)(call), #wanted, (long)(wanted), 0)`,
  },
  expect_error: {
    headers: ['errno.h'],
    needs: ['answered'],
    text: `/* The call has to fail with this error. */
#define expect_error(call, error) answered(#call, (long)(call), "", -1, error)`,
  },
  expect_value: {
    headers: [],
    needs: ['compare'],
    text: `/* This has to be there. */
#define expect_value(value, wanted) compare(#value, (long)(value), 0, #wanted, (long)(wanted), 0)`,
  },
  expect_success: {
    headers: ['errno.h', 'stdio.h', 'string.h'],
    needs: ['compare'],
    text: `/* The call has to succeed, whatever it gives. */
#define expect_success(call) succeeded(#call, (long)(call))
static void succeeded(const char *what, long seen)
{
    char was[100];

    if (seen == -1 && errno != 0)
        deviates(what, "success", words(was, sizeof was, seen, errno));
}`,
  },
  expect_bytes: {
    headers: ['string.h', 'stdio.h'],
    needs: [],
    text: `/* These bytes have to be there. */
#define expect_bytes(bytes, wanted, size) same_bytes(#bytes, bytes, wanted, size)
static void same_bytes(const char *what, const char *seen, const char *wanted, size_t size)
{
    char expected[80], was[80];

    if (memcmp(seen, wanted, size) == 0)
        return;
    snprintf(expected, sizeof expected, "\\"%.*s\\"", (int)size, wanted);
    snprintf(was, sizeof was, "\\"%.*s\\"", (int)size, seen);
    deviates(what, expected, was);
}`,
  },
  expect_untouched: {
    headers: ['string.h'],
    needs: [],
    text: `/* The call has to leave these bytes alone; they were all UNTOUCHED before it. */
#define UNTOUCHED 0xa5
#define expect_untouched(memory, size) untouched(#memory, memory, size)
static void untouched(const char *what, const void *memory, size_t size)
{
    const unsigned char *byte = memory;

    for (size_t at = 0; at < size; at++)
        if (byte[at] != UNTOUCHED)
            deviates(what, "nothing written", "something");
}`,
  },
} as const;
