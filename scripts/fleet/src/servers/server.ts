/** A database server, cache or broker that belongs to a fleet. */
export interface Server {
  readonly name: string;
  /** Ports that it takes on 127.0.0.1, each with what it is for. */
  readonly ports: { port: number; purpose: string }[];
  readonly log: string;
  readonly pid: number | undefined;
  isRunning(): boolean;
  /** Starts it when it does not run, and answers when it can be used. */
  start(): Promise<void>;
  /** Asks it to stop and waits. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
}
