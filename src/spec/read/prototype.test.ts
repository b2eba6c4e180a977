import { expect, test } from '@jest/globals';
import { prototypeArguments } from './prototype.js';

function shape(prototype: string): string | undefined {
  return prototypeArguments(prototype)
    ?.map(({ name, type }) => `${name}:${type.kind === 'integer' ? type.noun : type.kind}`)
    .join(' ');
}

test.each([
  ['int close(unsigned int fd)', 'fd:uint'],
  ['pid_t fork(void)', ''],
  ['pid_t fork()', ''],
  ['ssize_t read(int fd, void *buf, size_t count)', 'fd:int buf:word count:word'],
  ['int pipe2(int fildes[2], int flags);', 'fildes:word flags:int'],
  ['long f(void (*handler)(int, int), struct s *p, u32 x)', 'handler:word p:word x:uint'],
  ['int open(const char *path, int flags, ...)', 'path:word flags:int'],
  ['int f(char *const *argv, uid_t user)', 'argv:word user:uint'],
])('%s', (prototype, expected) => expect(shape(prototype)).toBe(expected));

test('a text that is no prototype has no arguments', () => {
  expect(prototypeArguments('int close')).toBeUndefined();
  expect(prototypeArguments('int close(int)')).toBeUndefined();
  expect(prototypeArguments('')).toBeUndefined();
});
