import { Session } from './session';
import type { Hint, TabMessage, Tabs } from './surroundings';
import { type Profile, SessionOver, type SignedIn, TokenRefused, type Transport } from './transport';

const LIFE_SECONDS = 900;
const ada = { id: 1, email: 'ada@example.com', permissions: ['users:read'] } as Profile;
const eve = { id: 2, email: 'eve@example.com', permissions: [] as string[] } as Profile;

/** auth-service with one session: each refresh gives the next token. */
class FakeService implements Transport {
  refreshes = 0;
  logouts: string[] = [];
  failure: Error | undefined;
  user = ada;
  /** Refreshes wait for it. */
  slowness: Promise<void> = Promise.resolve();
  /** Access tokens that were revoked. */
  refused: string[] = [];
  private tokens = 0;

  private answer(): SignedIn {
    this.tokens += 1;
    return { accessToken: `token ${this.tokens}`, expiresIn: LIFE_SECONDS, user: this.user } as SignedIn;
  }
  async login() {
    return this.answer();
  }
  async refresh() {
    this.refreshes += 1;
    const { failure } = this;
    // As a request does, it takes a moment.
    await this.slowness;
    if (failure) throw failure;
    return this.answer();
  }
  async logout(token: string) {
    if (this.refused.includes(token)) throw new TokenRefused();
    this.logouts.push(token);
  }
  async logoutAll(token: string) {
    if (this.failure) throw this.failure;
    if (this.refused.includes(token)) throw new TokenRefused();
    this.logouts.push(`all of ${token}`);
  }
}

/** The tabs of one browser, with its lock and what it remembers. */
class FakeBrowser {
  private readonly listeners: ((message: TabMessage) => void)[] = [];
  private queue: Promise<unknown> = Promise.resolve();
  mayExist = false;
  reloads = 0;

  readonly hint: Hint = {
    get: () => this.mayExist,
    set: (mayExist) => {
      this.mayExist = mayExist;
    },
  };

  alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.queue.then(work, work);
    this.queue = done.catch(() => {});
    return done;
  }

  /** What a tab says that is not one of these. */
  tell(message: TabMessage): void {
    for (const listener of this.listeners) listener(message);
  }

  open(service: Transport): Session {
    let mine: ((message: TabMessage) => void) | undefined;
    const tabs: Tabs = {
      tell: (message) => {
        for (const listener of this.listeners) if (listener !== mine) listener(message);
      },
      onMessage: (listener) => {
        mine = listener;
        this.listeners.push(listener);
      },
      alone: (work) => this.alone(work),
    };
    return new Session(service, tabs, this.hint, () => {
      this.reloads += 1;
    });
  }
}

/** Something that goes on when the test says so. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('a session', () => {
  let service: FakeService;
  let browser: FakeBrowser;
  let session: Session;

  beforeEach(() => {
    jest.useFakeTimers({ now: 0 });
    service = new FakeService();
    browser = new FakeBrowser();
    session = browser.open(service);
  });
  afterEach(() => jest.useRealTimers());

  it('asks nothing at a first visit', async () => {
    expect(await session.resume()).toBe(false);
    expect(service.refreshes).toBe(0);
  });

  it('is resumed by a page that an earlier one left it to', async () => {
    browser.mayExist = true;
    expect(await session.resume()).toBe(true);
    expect(session.user).toBe(ada);
    expect(service.refreshes).toBe(1);
  });

  it('that ended meanwhile is not asked for again', async () => {
    browser.mayExist = true;
    service.failure = new SessionOver();
    expect(await session.resume()).toBe(false);
    expect(await session.resume()).toBe(false);
    expect(service.refreshes).toBe(1);
  });

  it('that nobody could tell of is neither over nor forgotten, and resumed when the service is back', async () => {
    browser.mayExist = true;
    expect(await session.resume()).toBe(true);
    service.failure = new Error('no answer');
    const later = browser.open(service);
    await expect(later.resume()).rejects.toThrow('no answer');
    expect([session.user, browser.mayExist]).toEqual([ada, true]);
    service.failure = undefined;
    await jest.advanceTimersByTimeAsync(3000);
    expect(later.user).toBe(ada);
  });

  it('is renewed a minute before its token ends, without anybody asking', async () => {
    await session.signIn('ada@example.com', 'secret');
    await jest.advanceTimersByTimeAsync((LIFE_SECONDS - 60) * 1000 - 1);
    expect(await session.accessToken()).toBe('token 1');
    await jest.advanceTimersByTimeAsync(1);
    expect(await session.accessToken()).toBe('token 2');
    expect(service.refreshes).toBe(1);
    await jest.advanceTimersByTimeAsync(10 * LIFE_SECONDS * 1000);
    expect(session.user).toBe(ada);
  });

  it('goes on with its old token while auth-service is away, and ends it when that has ended', async () => {
    await session.signIn('ada@example.com', 'secret');
    service.failure = new Error('no answer');
    await jest.advanceTimersByTimeAsync((LIFE_SECONDS - 30) * 1000);
    expect(await session.accessToken()).toBe('token 1');
    await jest.advanceTimersByTimeAsync(31_000);
    await expect(session.accessToken()).rejects.toThrow('no answer');
    service.failure = undefined;
    await jest.advanceTimersByTimeAsync(3000);
    expect(await session.accessToken()).toBe('token 2');
  });

  it('is over when the service says so, in every tab, and everybody is told', async () => {
    const other = browser.open(service);
    await session.signIn('ada@example.com', 'secret');
    let told = 0;
    other.subscribe(() => {
      told += 1;
    });
    service.failure = new SessionOver();
    expect(await session.renew('token 1')).toBe(false);
    expect(session.user).toBeUndefined();
    expect(other.user).toBeUndefined();
    expect([session.isOver, other.isOver]).toEqual([true, true]);
    expect(told).toBe(1);
    expect(await session.accessToken()).toBeUndefined();
  });

  it('is renewed once for all requests that find its token refused', async () => {
    await session.signIn('ada@example.com', 'secret');
    expect(await Promise.all([1, 2, 3].map(() => session.renew('token 1')))).toEqual([true, true, true]);
    expect(service.refreshes).toBe(1);
    expect(await session.renew('token 1')).toBe(true);
    expect(service.refreshes).toBe(1);
  });

  it('is one for all tabs: signed in, renewed and signed out together', async () => {
    const other = browser.open(service);
    await session.signIn('ada@example.com', 'secret');
    expect(await other.accessToken()).toBe('token 1');
    await Promise.all([session.renew('token 1'), other.renew('token 1')]);
    expect(service.refreshes).toBe(1);
    expect(await other.accessToken()).toBe('token 2');
    await other.signOut();
    expect(session.user).toBeUndefined();
    expect([session.isOver, other.isOver]).toEqual([false, false]);
    expect(service.logouts).toEqual(['token 2']);
    expect(browser.mayExist).toBe(false);
  });

  it('of somebody else at another tab has this page loaded anew', async () => {
    await session.signIn('ada@example.com', 'secret');
    const other = browser.open(service);
    service.user = eve;
    await other.signIn('eve@example.com', 'secret');
    expect(browser.reloads).toBe(1);
    expect(session.user).toBe(ada);
  });

  it('is forgotten at once at sign-out, also when the service cannot be told', async () => {
    await session.signIn('ada@example.com', 'secret');
    service.logout = async () => {
      throw new Error('no answer');
    };
    await expect(session.signOut()).rejects.toThrow('no answer');
    expect(session.user).toBeUndefined();
    expect(await session.resume()).toBe(false);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is ended with a new token where roles that changed had revoked the one it has', async () => {
    await session.signIn('ada@example.com', 'secret');
    service.refused = ['token 1'];
    await session.signOut();
    expect(service.logouts).toEqual(['token 2']);
    await session.signIn('ada@example.com', 'secret');
    service.refused = ['token 3'];
    await session.signOutEverywhere();
    expect(service.logouts).toEqual(['token 2', 'all of token 4']);
    expect(session.user).toBeUndefined();
  });

  it('that had ended already needs no ending', async () => {
    await session.signIn('ada@example.com', 'secret');
    service.refused = ['token 1'];
    service.failure = new SessionOver();
    await session.signOut();
    expect(service.logouts).toEqual([]);
  });

  it.each([
    ['is renewed', undefined],
    ['cannot be renewed', new Error('no answer')],
  ])('stays ended when at that moment it %s', async (_what, failure) => {
    await session.signIn('ada@example.com', 'secret');
    const answer = gate();
    service.slowness = answer.opened;
    service.failure = failure;
    const renewal = session.renew('token 1').catch(() => 'failed');
    await jest.advanceTimersByTimeAsync((LIFE_SECONDS - 60) * 1000);
    await session.signOut();
    service.failure = undefined;
    answer.open();
    expect(await renewal).toBe(failure ? 'failed' : false);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(session.user).toBeUndefined();
    expect(await session.renew('token 1')).toBe(false);
    expect(service.refreshes).toBe(1);
  });

  it('is not ended by the end of the one before it, of which the answer came late', async () => {
    await session.signIn('ada@example.com', 'secret');
    const answer = gate();
    service.slowness = answer.opened;
    service.failure = new SessionOver();
    const renewal = session.renew('token 1');
    await jest.advanceTimersByTimeAsync(1);
    browser.tell({ type: 'signed-in', accessToken: 'token of a new sign-in', expiresAt: 900_000, user: ada });
    answer.open();
    expect(await renewal).toBe(true);
    expect(await session.accessToken()).toBe('token of a new sign-in');
    expect(browser.mayExist).toBe(true);
  });

  it('replaces each token that is refused, also one that came while another was replaced', async () => {
    await session.signIn('ada@example.com', 'secret');
    const lock = gate();
    const before = browser.alone(() => lock.opened);
    const first = session.renew('token 1');
    browser.tell({ type: 'signed-in', accessToken: 'token of another tab', expiresAt: 900_000, user: ada });
    const second = session.renew('token of another tab');
    lock.open();
    await before;
    expect(await Promise.all([first, second])).toEqual([true, true]);
    expect(await session.accessToken()).not.toBe('token of another tab');
  });

  it('goes on when its user could not be signed out everywhere', async () => {
    await session.signIn('ada@example.com', 'secret');
    service.failure = new Error('no answer');
    await expect(session.signOutEverywhere()).rejects.toThrow('no answer');
    expect(session.user).toBe(ada);
    service.failure = undefined;
    await session.signOutEverywhere();
    expect(service.logouts).toEqual(['all of token 1']);
    expect(session.user).toBeUndefined();
    expect(await session.resume()).toBe(false);
  });

  it('shows a changed profile at once', async () => {
    await session.signIn('ada@example.com', 'secret');
    session.update({ ...ada, firstName: 'Augusta' });
    expect(session.user?.firstName).toBe('Augusta');
    expect(await session.accessToken()).toBe('token 1');
    session.update(eve);
    expect(session.user?.firstName).toBe('Augusta');
  });
});
