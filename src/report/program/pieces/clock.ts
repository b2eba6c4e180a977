/** How long a program waits for what is due. */

export const CLOCK = {
  seconds: {
    headers: ['time.h'],
    needs: [],
    text: `/* Seconds of a clock that nobody sets. */
static time_t seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}`,
  },
} as const;
