/**
 * Runs `round` again and again until stopped: at once when it says that there is more or when woken, else after the
 * pause. A failing round is reported and tried again after the pause.
 */
export class Loop {
  private stopping = false;
  private woken = false;
  private wakeUp?: () => void;
  private running?: Promise<void>;

  constructor(
    private readonly options: {
      pauseMs: number;
      round: () => Promise<'more' | 'done'>;
      failed: (error: unknown) => Promise<void> | void;
    },
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  wake(): void {
    this.woken = true;
    this.wakeUp?.();
  }

  /** Resolves when the round under way has ended. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      this.woken = false;
      let next: 'more' | 'done' = 'done';
      try {
        next = await this.options.round();
      } catch (error) {
        await this.options.failed(error);
        this.woken = false;
      }
      if (next === 'done' && !this.stopping && !this.woken) await this.pause();
    }
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.options.pauseMs);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
