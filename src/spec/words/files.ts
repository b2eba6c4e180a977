/** Words about what descriptors refer to: pipes, content of files, and where paths lead. */
import { PROC_FILE_WORDS } from './proc-files.js';
import type { WordText } from './word-text.js';

const PIPE_WORDS = {
  open_pipe: {
    takes: ['int'],
    gives: 'list<int>',
    does: 'action',
    opens: true,
    doc: 'Makes a pipe, and gives its reading and its writing end the two lowest free descriptors.',
  },
  holds_data: { takes: ['int'], gives: 'bool', does: 'question', doc: 'There are bytes in the pipe.' },
  has_reader: { takes: ['int'], gives: 'bool', does: 'question', doc: 'Somebody has its reading end open.' },
  has_writer: { takes: ['int'], gives: 'bool', does: 'question', doc: 'Somebody has its writing end open.' },
  has_room: { takes: ['int'], gives: 'bool', does: 'question', doc: 'At least one of its buffers is free.' },
  merges: {
    takes: ['int', 'Memory', 'int', 'int'],
    gives: 'bool',
    does: 'question',
    doc: 'A write that has not slept yet would add its odd bytes (its length modulo the page) to the last buffer.',
  },
  next_is_packet: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'What a read takes next was written as a packet.',
  },
  bytes_to_take: {
    takes: ['int', 'Memory', 'int'],
    gives: 'int',
    does: 'question',
    doc: 'How many bytes a read into that memory would get now, whole buffers up to a fault.',
  },
  take: {
    takes: ['int', 'Memory', 'int'],
    gives: 'string',
    does: 'action',
    doc: 'Takes those bytes out of the pipe.',
  },
  bytes_to_append: {
    takes: ['int', 'Memory', 'int', 'int'],
    gives: 'int',
    does: 'question',
    doc: 'How many bytes of a write, of which the last argument says how much is done, would go in now.',
  },
  append: {
    takes: ['int', 'Memory', 'int', 'int'],
    gives: 'int',
    does: 'action',
    doc: 'Puts those bytes in, and says how many they are.',
  },
} as const satisfies Record<string, WordText>;

const CONTENT_WORDS = {
  at_end: {
    takes: ['int'],
    gives: 'bool',
    does: 'question',
    doc: 'The position is at the end of the file, or behind it.',
  },
  read_on: {
    takes: ['int', 'Memory', 'int'],
    gives: 'string',
    does: 'action',
    doc: 'The bytes at the position, up to the count, the end, or a fault; the position moves behind them.',
  },
  bytes_below_size_limit: {
    takes: ['int'],
    gives: 'int',
    does: 'question',
    doc: "How many bytes may be written at the position (at the end with O_APPEND) by the caller's RLIMIT_FSIZE.",
  },
  write_on: {
    takes: ['int', 'Memory', 'int'],
    gives: 'int',
    does: 'action',
    doc: 'Writes the bytes that can be read at the position (at the end with O_APPEND), moves it, says how many.',
  },
} as const satisfies Record<string, WordText>;

const PATH_WORDS = {
  path_is_absolute: {
    takes: ['Memory'],
    gives: 'bool',
    does: 'question',
    doc: 'The path begins with a slash.',
  },
  path_obstacle: {
    takes: ['int', 'Memory'],
    gives: 'string',
    does: 'question',
    doc: 'The errno of what stands in the way before the last name of the path, or the empty string.',
  },
  path_ends_in_slash: {
    takes: ['int', 'Memory'],
    gives: 'bool',
    does: 'question',
    doc: 'A slash follows the last name of the path (and the name is not `.` or `..`).',
  },
  path_target: {
    takes: ['int', 'Memory'],
    gives: 'string',
    does: 'question',
    doc: 'The kind of file that the path leads to, `absent`, `long name`, or `unmodelled`.',
  },
  path_parent_is_work: {
    takes: ['int', 'Memory'],
    gives: 'bool',
    does: 'question',
    doc: 'The absent file would be made in the directory in which the scenario began.',
  },
  path_permits: {
    takes: ['int', 'Memory', 'int'],
    gives: 'bool',
    does: 'question',
    doc: 'The caller may open the file with these flags, or make it in its directory.',
  },
  path_is_owned: {
    takes: ['int', 'Memory'],
    gives: 'bool',
    does: 'question',
    doc: 'The caller owns the file to which the path leads, or may act as if it did, or there is none.',
  },
  open_path: {
    takes: ['int', 'Memory', 'int', 'int'],
    gives: 'int',
    does: 'action',
    opens: true,
    doc: 'Makes the file if it is absent, empties it if the flags say so, and gives it the lowest free descriptor.',
  },
} as const satisfies Record<string, WordText>;

export const FILE_WORDS = { ...PIPE_WORDS, ...CONTENT_WORDS, ...PATH_WORDS, ...PROC_FILE_WORDS } as const;
