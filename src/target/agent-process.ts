/** One running agent: frames to it, answers from it, in the order in which they were asked. */
import { spawn, type ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import type { Duplex, Readable, Writable } from 'node:stream';
import { errnoName } from '../abi/index.js';
import { encodeMeasure, type MeasuredFrame } from './floor-frames.js';
import { FrameStream } from './frame-stream.js';
import { decodeFrame, encodeRun, type AgentFrame, type WireStep } from './frames.js';
import { CreditedLine } from './guest/credited-line.js';
import { remedyFor } from './remedies.js';
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
  readonly why: Loss;
  readonly detail: string;
}

/**
 * Why an agent has not answered: it ended; it was silent for too long, so that we ended it; or what came was no answer:
 * noise, a part of one, or an answer to another question. Only the first can have to do with its kernel.
 */
export type Loss = 'died' | 'overdue' | 'garbled';

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
  readonly id: number;
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
/** An agent that has closed its output has so long to end by itself. */
const FAREWELL_MS = 1000;
/** With this status an agent ends that got what is no request (src/agent/README.md). */
const MISUNDERSTOOD = 3;
/** So much of the end of what it says on its standard error is kept. */
const LAST_WORDS = 2000;
/** How long an agent may take to say hello: a guest kernel starts first. */
const START_MS = 60_000;

/** What is a pipe of ours, by descriptor. */
const STREAMS: Readonly<Record<AgentCommand['wire'], ('pipe' | 'ignore')[]>> = {
  standard: ['pipe', 'pipe', 'pipe'],
  credited: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
};

export class AgentProcess {
  private readonly child: ChildProcess;
  private readonly input: Writable | null;
  private readonly output: Readable | null;
  private readonly streams: readonly Socket[];
  private readonly requests: Request[] = [];
  private readonly started: Promise<Hello>;
  private readonly exited: Promise<void>;
  private readonly inbox = new FrameStream();
  private lastWords = '';
  private lastId = 0;
  private watchdog: NodeJS.Timeout | undefined;
  private greeted = false;
  /** Why we ended it. */
  private fault: { readonly why: Loss; readonly detail: string } | undefined;
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
        const problem = greetingProblem(frame, this.lastWords);
        if (problem === undefined) resolve(frame as Hello);
        else reject(problem);
      };
    });
    this.started.catch(() => undefined);
    this.exited = new Promise((resolve) => {
      this.child.once('error', (error) => {
        this.end('died', error.message);
        resolve();
      });
      this.child.once('close', (status, signal) => {
        const { why, detail } = this.fault ?? this.endOf(status, signal);
        this.end(why, detail);
        resolve();
      });
    });
    this.output?.on('data', (chunk: Buffer) => this.take(chunk));
    this.output?.once('end', () => this.bidFarewell());
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.lastWords = (this.lastWords + chunk.toString('latin1')).slice(-LAST_WORDS);
    });
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

  /** Asks for the floor, of so many rounds. Never rejects. */
  measure(rounds: number): Promise<Outcome<MeasuredFrame>> {
    return this.ask({
      frame: (id) => encodeMeasure({ id, rounds }),
      patienceMs: START_MS,
      answerIn: (frame) => (frame.kind === 'measured' ? frame : undefined),
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
        settle({ kind: 'lost', culprit: false, why: 'died', detail: 'the agent has ended' });
        return;
      }
      const id = ++this.lastId;
      this.requests.push({ id, take, lose: settle, patienceMs });
      if (this.requests.length === 1) this.watch();
      this.hold(true);
      this.input?.write(frame(id));
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
    if (this.ended) return;
    try {
      this.inbox.take(chunk);
      for (let frame = this.inbox.next(); frame !== undefined; frame = this.inbox.next())
        this.handle(decodeFrame(frame));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.fail('garbled', `what came from the agent cannot be read: ${error.message}`);
    }
  }

  /** Throws RangeError for a frame that nobody asked for. */
  private handle(frame: AgentFrame): void {
    if (frame.kind === 'hello' || frame.kind === 'failure') {
      if (this.greeted) throw new RangeError('it says hello again');
      this.calm();
      this.greeted = true;
      this.greet(frame);
      if (this.requests.length === 0) this.hold(false);
      return;
    }
    const [first] = this.requests;
    if (first?.id !== frame.id) throw new RangeError('it answers what it was not asked');
    if (first.take(frame)) this.requests.shift();
    this.watch();
    if (this.requests.length === 0) this.hold(false);
  }

  /** Its output is at its end: nothing more can come of it. */
  private bidFarewell(): void {
    setTimeout(() => this.fail('garbled', 'the agent closed its output'), FAREWELL_MS).unref();
  }

  private watch(): void {
    this.calm();
    const [first] = this.requests;
    if (first !== undefined) this.expect('no answer', first.patienceMs);
  }

  /** Ends the agent if nothing comes from it for so long. What came while we were asleep ourselves is heard first. */
  private expect(missing: string, patienceMs: number): void {
    const overdue = (): void => this.fail('overdue', `${missing} for ${Math.round(patienceMs / 1000)} s`);
    const watchdog = setTimeout(() => {
      setImmediate(() => {
        if (this.watchdog === watchdog) overdue();
      });
    }, patienceMs);
    this.watchdog = watchdog.unref();
  }

  private calm(): void {
    clearTimeout(this.watchdog);
    this.watchdog = undefined;
  }

  /** Ends the agent. What it was asked is lost as soon as it is gone. */
  private fail(why: Loss, detail: string): void {
    if (this.ended) return;
    this.fault ??= { why, detail };
    this.child.kill('SIGKILL');
    for (const stream of this.streams) stream.destroy();
  }

  /** How it ended when it was not we who ended it. */
  private endOf(status: number | null, signal: string | null): { why: Loss; detail: string } {
    if (this.inbox.isCut) return { why: 'garbled', detail: 'the output of the agent was cut in a frame' };
    if (status === MISUNDERSTOOD && this.greeted)
      return { why: 'garbled', detail: 'what came to the agent cannot be read' };
    const how = signal === null ? `exited with status ${String(status)}` : `died of ${signal}`;
    return { why: 'died', detail: `the agent ${how}` };
  }

  private end(why: Loss, detail: string): void {
    if (this.ended) return;
    this.ended = true;
    this.calm();
    this.greet(new Error(detail));
    for (const [index, request] of this.requests.splice(0).entries())
      request.lose({ kind: 'lost', culprit: index === 0, why, detail });
  }
}

function greetingProblem(frame: AgentFrame | Error, lastWords: string): TargetFailure | undefined {
  if (frame instanceof Error) {
    const said = lastWords.trim().split('\n').at(-1)?.trim() ?? '';
    return new TargetFailure(`the agent does not start: ${frame.message}${said === '' ? '' : ` (${said})`}`);
  }
  if (frame.kind === 'hello') return undefined;
  const { stage, errno } = frame as Extract<AgentFrame, { kind: 'failure' }>;
  return new TargetFailure(
    `the agent cannot make its world: ${stage}: ${errnoName(errno)}`,
    remedyFor(stage),
  );
}
