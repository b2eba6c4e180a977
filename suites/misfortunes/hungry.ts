/** Loaded into a program before it begins: at a SIGUSR2 it takes all the memory that it may have. */
process.on('SIGUSR2', () => {
  const kept: unknown[] = [];
  for (;;) kept.push(Array.from({ length: 10_000 }, (_, at) => ({ at })));
});
