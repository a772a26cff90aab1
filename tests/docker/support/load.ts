import { until } from '../../../packages/service-kit/test/until.js';
import { type Answer, type GatewayCaller, unique } from './gateway.js';

export interface LoadResult {
  /** How often each status was answered, by method: `GET 200`. */
  statuses: Record<string, number>;
  /** The first answers that were no success, for the message of a failed test. */
  refused: Answer[];
  created: number;
}

/** Reads from every service and creates customers, `workers` at a time, until `stop` is called. */
export class Load {
  readonly lastName = unique('load');
  private running = true;
  private readonly result: LoadResult = { statuses: {}, refused: [], created: 0 };
  private readonly workers: Promise<void>[];

  constructor(
    private readonly admin: GatewayCaller,
    workers = 4,
  ) {
    this.workers = Array.from({ length: workers }, () => this.work());
  }

  /** Resolves when so many requests have been answered. */
  async answered(count: number): Promise<void> {
    const sum = () => Object.values(this.result.statuses).reduce((total, each) => total + each, 0);
    await until(sum, (total) => total >= count);
  }

  async stop(): Promise<LoadResult> {
    this.running = false;
    await Promise.all(this.workers);
    return this.result;
  }

  private async work(): Promise<void> {
    const reads = ['auth/profile', 'users?limit=5', 'customers?limit=5', 'carriers?limit=5', 'pricing/rules?limit=5'];
    for (let turn = 0; this.running; turn++) {
      this.note('GET', await this.admin.get(reads[turn % reads.length] as string));
      const customer = { email: `${unique('load')}@example.com`, firstName: 'Under', lastName: this.lastName };
      const created = await this.admin.post('customers', customer);
      this.note('POST', created);
      if (created.status === 201) this.result.created += 1;
      await this.pace();
    }
  }

  /** Keeps below what one address may ask in a minute (THROTTLE_DEFAULT_PER_MINUTE). */
  private pace(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 100));
  }

  private note(method: string, answer: Answer): void {
    const key = `${method} ${answer.status}`;
    this.result.statuses[key] = (this.result.statuses[key] ?? 0) + 1;
    if ((answer.status < 200 || answer.status > 299) && this.result.refused.length < 5)
      this.result.refused.push(answer);
  }
}
