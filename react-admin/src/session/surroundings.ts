import type { Profile } from './transport';

export type TabMessage =
  | { type: 'signed-in'; accessToken: string; expiresAt: number; user: Profile }
  /** `over`: the service ended it, not the person. */
  | { type: 'signed-out'; over: boolean };

/** What the tabs of one browser share, in memory only. */
export interface Tabs {
  tell(message: TabMessage): void;
  onMessage(listener: (message: TabMessage) => void): void;
  /** Runs `work` in one tab at a time. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

/** Whether asking for a session may be worth while: a fact without value to anybody, so that a first visit asks nothing. */
export interface Hint {
  get(): boolean;
  set(mayExist: boolean): void;
}

const NAME = 'hybrid-admin-session';

export function browserTabs(): Tabs {
  const channel = new BroadcastChannel(NAME);
  return {
    tell: (message) => channel.postMessage(message),
    onMessage: (listener) => channel.addEventListener('message', ({ data }) => listener(data as TabMessage)),
    alone: (work) => oneTabAtATime(work) as ReturnType<typeof work>,
  };
}

const YEAR_S = 365 * 24 * 60 * 60;

/** A cookie beside the refresh token's, which no script can read. */
export function browserHint(): Hint {
  // Cookies are shared by all ports of a host: each fleet has its own.
  const name = `${NAME}-${location.port || '443'}`;
  return {
    get: () => document.cookie.split('; ').includes(`${name}=may-exist`),
    set: (mayExist) => {
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is for HTTPS only, and asynchronous
      document.cookie = `${name}=may-exist; Path=/; SameSite=Strict; Max-Age=${mayExist ? YEAR_S : 0}`;
    },
  };
}

/** What a tab said before it released the lock may arrive a little later than the lock, in milliseconds. */
const MESSAGE_MS = 200;

async function oneTabAtATime<T>(work: () => Promise<T>): Promise<T> {
  // Browsers have locks on HTTPS and localhost only; elsewhere the grace of used refresh tokens has to do.
  if (!navigator.locks) return work();
  let done: { result: T } | undefined;
  await navigator.locks.request(NAME, { ifAvailable: true }, async (lock) => {
    if (lock) done = { result: await work() };
  });
  if (done) return done.result;
  return (await navigator.locks.request(NAME, async () => {
    await new Promise((resolve) => setTimeout(resolve, MESSAGE_MS));
    return work();
  })) as T;
}
