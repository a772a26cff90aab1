import { serviceAddress } from '../address.js';
import type { Fleet } from '../fleet.js';
import type { ServiceName } from '../services.js';
import { sleep } from '../wait.js';

const TIMEOUT_MS = 10_000;

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what services answer is what the checks look into
  body: any;
}

/** Calls the services of one fleet on this machine, after `signIn` as that user. */
export class FleetClient {
  private token: string | undefined;

  constructor(private readonly fleet: Fleet) {}

  async signIn(email: string, password: string): Promise<Answer> {
    const answer = await this.call('POST', 'auth-service', 'auth/login', { email, password });
    this.token = answer.body?.accessToken;
    return answer;
  }

  call(method: string, service: ServiceName, path: string, body?: object): Promise<Answer> {
    return this.fetch(method, serviceAddress(this.fleet, service, path), body);
  }

  async fetch(method: string, url: string, body?: object): Promise<Answer> {
    const response = await fetch(url, {
      method,
      headers: {
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
      },
      body: body ? JSON.stringify(body) : undefined,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.status, body: await response.json().catch(() => undefined) };
  }
}

/** Throws with what was seen when it is not what was expected. */
export function expect(what: string, seen: unknown, expected: unknown): void {
  const [one, other] = [JSON.stringify(seen), JSON.stringify(expected)];
  if (one !== other) throw new Error(`${what}: ${one?.slice(0, 300)} instead of ${other}`);
}

/** Asks until the status is `status`. */
export async function eventually(ask: () => Promise<Answer>, status: number, seconds: number): Promise<Answer> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer.status === status) return answer;
    if (Date.now() > end) throw new Error(`still ${answer.status} instead of ${status} after ${seconds} s`);
    await sleep(200);
  }
}
