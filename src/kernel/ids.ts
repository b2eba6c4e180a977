/** What the rows of the world are called by: actors' names for what Linux numbers itself, integers for the rest. */
import type { ActorName } from '../abi/index.js';

export type TaskId = ActorName;
/** What a number refers to while anybody uses it (struct pid): called like the actor that was born with it. */
export type PidId = ActorName;
/** A process is called like the `PidId` of its first task: it keeps that name through every execve. */
export type ProcessId = PidId;
/** A PID namespace is called like its init: the first process in it, or the scenario's own. */
export type PidSpaceId = ProcessId;
export type TableId = number;
export type FileId = number;
export type PipeId = number;
export type InodeId = number;
export type HandlersId = number;
export type MemoryId = number;
export type FsId = number;
export type FutexWaitId = number;

/** The scenario's init, PID 1: parent of A and of every orphan. Not an actor. */
export const INIT: ProcessId = 'init';
