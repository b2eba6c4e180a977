/** One running agent: frames to it, answers from it, in the order in which they were asked. */
import { spawn, type ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import type { Duplex, Readable, Writable } from 'node:stream';
import { errnoName } from '../abi/index.js';
import { decodeFrame, encodeRun, WIRE_VERSION, type AgentFrame, type WireStep } from './frames.js';
import { CreditedLine } from './guest/credited-line.js';
import { TargetFailure } from './target.js';
import { encodeWalk, type FoundFrame, type WalkedFrame, type WalkFrame } from './walk-frames.js';

export type Hello = Extract<AgentFrame, { kind: 'hello' }>;
export type Answer = Extract<AgentFrame, { kind: 'observed' }>;

/** How a request ended: with an answer, or with the agent's end. */
export type Outcome<A = Answer> = { readonly kind: 'answered'; readonly answer: A } | Lost;

/** The agent ended before it answered. */
interface Lost {
  readonly kind: 'lost';
  /** While this very request ran. */
  readonly culprit: boolean;
  /** It was we who ended it: it was silent for too long. */
  readonly overdue: boolean;
  readonly detail: string;
}

/** How an agent is started, or whatever it runs in, and which descriptors of that process carry its frames. */
export interface AgentCommand {
  readonly path: string;
  readonly args: readonly string[];
  readonly argv0?: string;
  /** Default: this process's own. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Its standard input and output; or (`credited`) both ways its descriptor 3, and from its descriptor 4 counts of what
   * it took (guest/credited-line.ts).
   */
  readonly wire: 'standard' | 'credited';
}

interface Request {
  /** Takes a frame that answers it. True: it was the last one. */
  readonly take: (frame: AgentFrame) => boolean;
  readonly lose: (lost: Lost) => void;
  /** How long the agent's own watchdog can take, from one frame to the next. */
  readonly patienceMs: number;
}

type Asked<A> = Pick<Request, 'patienceMs'> & {
  readonly frame: (id: number) => Buffer;
  /** The answer, if this frame is the last of it. */
  readonly answerIn: (frame: AgentFrame) => A | undefined;
};

/** What is left to the agent's own watchdogs before this side ends the agent. */
const GRACE_MS = 10_000;
/** How long an agent may take to say hello: a guest kernel starts first. */
const START_MS = 60_000;

/** What is a pipe of ours, by descriptor. */
const STREAMS: Readonly<Record<AgentCommand['wire'], ('pipe' | 'ignore')[]>> = {
  standard: ['pipe', 'pipe', 'ignore'],
  credited: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
};

export class AgentProcess {
  private readonly child: ChildProcess;
  private readonly input: Writable | null;
  private readonly output: Readable | null;
  private readonly streams: readonly Socket[];
  private readonly requests: Request[] = [];
  private readonly started: Promise<Hello>;
  private readonly exited: Promise<void>;
  private inbox: Buffer[] = [];
  private received = 0;
  private lastId = 0;
  private watchdog: NodeJS.Timeout | undefined;
  private greeted = false;
  /** Why we ended it: what we waited for, and how long. */
  private overdue: string | undefined;
  private greet: (frame: AgentFrame | Error) => void = () => undefined;
  /** Set when no more can be asked of it. */
  ended = false;

  /** Starts an agent. `hello` tells whether it works. */
  constructor({ path, args, argv0, env, wire }: AgentCommand) {
    this.child = spawn(path, args, {
      ...(argv0 === undefined ? {} : { argv0 }),
      ...(env === undefined ? {} : { env }),
      stdio: STREAMS[wire],
    });
    const [, , , line, counts] = this.child.stdio as readonly (Duplex | null)[];
    if (wire === 'credited' && line && counts) this.input = new CreditedLine(line, counts);
    else this.input = this.child.stdin;
    this.output = wire === 'standard' ? this.child.stdout : (line ?? null);
    this.streams = this.child.stdio.filter((stream) => stream !== null) as Socket[];
    this.expect('no hello', START_MS);
    this.started = new Promise((resolve, reject) => {
      this.greet = (frame) => {
        const problem = greetingProblem(frame);
        if (problem === undefined) resolve(frame as Hello);
        else reject(problem);
      };
    });
    this.started.catch(() => undefined);
    this.exited = new Promise((resolve) => {
      this.child.once('error', (error) => {
        this.end(error.message);
        resolve();
      });
      this.child.once('close', (code, signal) => {
        this.end(
          this.overdue ??
            (signal === null
              ? `the agent exited with status ${String(code)}`
              : `the agent died of ${signal}`),
        );
        resolve();
      });
    });
    this.output?.on('data', (chunk: Buffer) => this.take(chunk));
    for (const stream of this.streams) stream.on('error', () => undefined);
  }

  /** What the agent is. Rejects with TargetFailure when it cannot work here. */
  hello(): Promise<Hello> {
    return this.started;
  }

  /** Asks for one scenario. Never rejects. */
  run(steps: readonly WireStep[], deadlineMs: number): Promise<Outcome> {
    return this.ask({
      frame: (id) => encodeRun({ id, deadlineMs, steps }),
      patienceMs: deadlineMs * (steps.length + 5) + GRACE_MS,
      answerIn: (frame) => (frame.kind === 'observed' ? frame : undefined),
    });
  }

  /** Asks for everything in a /proc; `found` is told each entry, long ones piece by piece. Never rejects. */
  walk(asked: Omit<WalkFrame, 'id'>, found: (entry: FoundFrame) => void): Promise<Outcome<WalkedFrame>> {
    return this.ask({
      frame: (id) => encodeWalk({ id, ...asked }),
      patienceMs: asked.patienceMs + GRACE_MS,
      answerIn: (frame) => {
        if (frame.kind === 'found') found(frame);
        return frame.kind === 'walked' ? frame : undefined;
      },
    });
  }

  private ask<A>({ frame, answerIn, patienceMs }: Asked<A>): Promise<Outcome<A>> {
    return new Promise((settle) => {
      const take = (one: AgentFrame): boolean => {
        const answer = answerIn(one);
        if (answer !== undefined) settle({ kind: 'answered', answer });
        return answer !== undefined;
      };
      if (this.ended) {
        settle({ kind: 'lost', culprit: false, overdue: false, detail: 'the agent has ended' });
        return;
      }
      this.requests.push({ take, lose: settle, patienceMs });
      if (this.requests.length === 1) this.watch();
      this.hold(true);
      this.input?.write(frame(++this.lastId));
    });
  }

  /** Ends the agent and everything in its world. */
  async close(): Promise<void> {
    this.hold(true);
    for (const stream of this.streams) stream.destroy();
    if (this.requests.length > 0 || !this.greeted) this.child.kill('SIGKILL');
    const late = setTimeout(() => this.child.kill('SIGKILL'), 1000);
    await this.exited;
    clearTimeout(late);
  }

  /** Keeps this process up while the agent works, and lets it end while the agent is idle. */
  private hold(working: boolean): void {
    const way = working ? 'ref' : 'unref';
    this.child[way]();
    for (const stream of this.streams) stream[way]();
  }

  private take(chunk: Buffer): void {
    this.inbox.push(chunk);
    this.received += chunk.length;
    for (let frame = this.nextFrame(); frame !== undefined; frame = this.nextFrame()) this.handle(frame);
  }

  private nextFrame(): Buffer | undefined {
    if (this.received < 4) return undefined;
    const all = this.inbox.length === 1 ? (this.inbox[0] as Buffer) : Buffer.concat(this.inbox);
    this.inbox = [all];
    const length = 4 + all.readUInt32LE(0);
    if (all.length < length) return undefined;
    this.received -= length;
    this.inbox = this.received === 0 ? [] : [all.subarray(length)];
    return all.subarray(4, length);
  }

  private handle(bytes: Buffer): void {
    let frame: AgentFrame;
    try {
      frame = decodeFrame(bytes);
    } catch (error) {
      this.child.kill('SIGKILL');
      this.end(`the agent sent a frame that cannot be read: ${(error as Error).message}`);
      return;
    }
    if (frame.kind === 'hello' || frame.kind === 'failure') {
      clearTimeout(this.watchdog);
      this.greeted = true;
      this.greet(frame);
      return;
    }
    if (this.requests[0]?.take(frame) === true) this.requests.shift();
    this.watch();
    if (this.requests.length === 0) this.hold(false);
  }

  private watch(): void {
    clearTimeout(this.watchdog);
    const [first] = this.requests;
    if (first !== undefined) this.expect('no answer', first.patienceMs);
  }

  /** Ends the agent if nothing comes from it for so long. */
  private expect(missing: string, patienceMs: number): void {
    this.watchdog = setTimeout(() => {
      this.overdue = `${missing} for ${Math.round(patienceMs / 1000)} s`;
      this.child.kill('SIGKILL');
    }, patienceMs);
    this.watchdog.unref();
  }

  private end(detail: string): void {
    if (this.ended) return;
    this.ended = true;
    clearTimeout(this.watchdog);
    this.greet(new Error(detail));
    for (const [index, request] of this.requests.splice(0).entries()) {
      request.lose({ kind: 'lost', culprit: index === 0, overdue: this.overdue !== undefined, detail });
    }
  }
}

function greetingProblem(frame: AgentFrame | Error): TargetFailure | undefined {
  if (frame instanceof Error) return new TargetFailure(`the agent does not start: ${frame.message}`);
  if (frame.kind === 'failure') {
    const message = `the agent cannot make its world: ${frame.stage}: ${errnoName(frame.errno)}`;
    return new TargetFailure(message, remedyFor(frame.stage));
  }
  if (frame.kind === 'hello' && frame.version === WIRE_VERSION) return undefined;
  return new TargetFailure('the agent speaks another version of the wire', 'remove the cached agent');
}

function remedyFor(stage: string): string {
  if (stage.startsWith('user') || stage.endsWith('_map')) {
    return 'run as root, or allow user namespaces: `sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000`';
  }
  if (stage.endsWith('emulator')) {
    return 'register it for the programs that it runs (binfmt_misc), or boot a kernel there: vm:PATH';
  }
  return 'run as root, or in a container that may make namespaces and mounts (docker run --privileged)';
}
