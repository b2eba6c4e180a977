/* Runs a program while its user has more in pipes than fs.pipe-user-pages-soft allows. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    int ends[2];

    if (argc < 2)
        return 2;
    do {
        if (pipe(ends) != 0) {
            perror("hoarding");
            return 127;
        }
    } while (fcntl(ends[0], F_SETPIPE_SZ, 1 << 20) > 0);
    while (fcntl(ends[0], F_GETPIPE_SZ) >= 65536 && pipe(ends) == 0)
        ;
    execvp(argv[1], argv + 1);
    perror(argv[1]);
    return 127;
}
