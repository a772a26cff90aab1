import { browserHint, browserTabs, type Hint, type Tabs } from './surroundings';
import { authService, type Profile, SessionOver, type SignedIn, TokenRefused, type Transport } from './transport';

/** How long before its end an access token is replaced, in milliseconds; half of its life when that is shorter. */
const AHEAD_MS = 60_000;
/** After a renewal that failed; soon enough for the grace of a token whose answer was lost (REFRESH_GRACE_SECONDS). */
const AGAIN_MS = 3000;

interface Current {
  accessToken: string;
  /** By this browser's clock, in milliseconds. */
  renewAt: number;
  expiresAt: number;
  user: Profile;
}

/**
 * Who is signed in. The access token lives here, in memory; the refresh token in a cookie that no script can read. Tabs
 * renew one at a time and tell each other the result, so that they sign in and out together.
 */
export class Session {
  private current: Current | undefined;
  private renewing: Promise<boolean> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Raised when somebody signs in or out, here or at another tab: what was asked before it has no say after it. */
  private epoch = 0;
  private over = false;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly transport: Transport,
    private readonly tabs: Tabs,
    private readonly hint: Hint,
    /** Somebody else signed in at another tab: what this page shows is not theirs. */
    private readonly onOtherUser: () => void,
  ) {
    tabs.onMessage((message) => {
      // What another tab stored can be seen here later than its message.
      hint.set(message.type === 'signed-in');
      this.epoch += 1;
      if (message.type === 'signed-out') this.forget(message.over);
      else if (this.current && this.current.user.id !== message.user.id) this.onOtherUser();
      else this.keep(message.accessToken, message.expiresAt, message.user);
    });
  }

  get user(): Profile | undefined {
    return this.current?.user;
  }

  /** Whether the last session was ended by the service: it ran out, or was ended elsewhere. */
  get isOver(): boolean {
    return this.over;
  }

  /** For useSyncExternalStore. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  async signIn(email: string, password: string): Promise<Profile> {
    // Not beside a renewal: the later of two answers would decide whose cookie it is.
    return this.tabs.alone(async () => {
      const signedIn = await this.transport.login(email, password);
      this.epoch += 1;
      return this.adopt(signedIn);
    });
  }

  /**
   * Whether somebody is signed in, after asking for the session that an earlier page may have left. Rejects when nobody
   * could say; it is asked again in a while, and `subscribe` tells.
   */
  async resume(): Promise<boolean> {
    if (this.current) return true;
    return this.renew(undefined).catch((error: unknown) => {
      this.renewLater(AGAIN_MS);
      throw error;
    });
  }

  /** An access token that is valid for a while yet; undefined when nobody is signed in. */
  async accessToken(): Promise<string | undefined> {
    if (this.current && Date.now() >= this.current.renewAt) {
      const { accessToken, expiresAt } = this.current;
      // Until its end the old one does, should auth-service be away.
      await this.renew(accessToken).catch((error: unknown) => {
        if (Date.now() >= expiresAt) throw error;
      });
    }
    return this.current?.accessToken;
  }

  /** Replaces `stale`, unless that has happened already. False: the session is over. Rejects when it may be tried again. */
  async renew(stale: string | undefined): Promise<boolean> {
    if (this.renewing) {
      const goesOn = await this.renewing;
      // It replaced the token before this one.
      return goesOn && this.current?.accessToken === stale ? this.renew(stale) : goesOn;
    }
    this.renewing = this.tabs
      .alone(() => this.replace(stale))
      .finally(() => {
        this.renewing = undefined;
      });
    return this.renewing;
  }

  /** Signs every tab out. What is shown is gone at once, also when auth-service cannot be told. */
  async signOut(): Promise<void> {
    const token = this.current?.accessToken;
    this.end();
    if (token) await this.withLivingToken(token, (living) => this.transport.logout(living));
  }

  /** Ends the user's sessions on all devices, and then this one. Rejects, and nothing has changed, when they go on. */
  async signOutEverywhere(): Promise<void> {
    const token = await this.accessToken();
    if (token) await this.withLivingToken(token, (living) => this.transport.logoutAll(living));
    this.end();
  }

  /** The profile was changed. */
  update(user: Profile): void {
    if (this.current?.user.id !== user.id) return;
    this.current = { ...this.current, user };
    this.announce();
  }

  private async replace(stale: string | undefined): Promise<boolean> {
    if (!this.current && !this.hint.get()) return false;
    if (this.current && this.current.accessToken !== stale) return true;
    const { epoch } = this;
    const isSettledOtherwise = () => epoch !== this.epoch;
    try {
      const renewed = await this.transport.refresh();
      if (!isSettledOtherwise()) this.adopt(renewed);
    } catch (error) {
      if (!(error instanceof SessionOver)) throw error;
      if (!isSettledOtherwise()) this.end(true);
    }
    return this.current !== undefined;
  }

  /** With a new token where this one was revoked before its time: the session lives on, and is to end. */
  private async withLivingToken(token: string, end: (token: string) => Promise<void>): Promise<void> {
    try {
      await end(token).catch(async (error: unknown) => {
        if (!(error instanceof TokenRefused)) throw error;
        await end((await this.transport.refresh()).accessToken);
      });
    } catch (error) {
      if (!(error instanceof SessionOver)) throw error;
    }
  }

  private adopt({ accessToken, expiresIn, user }: SignedIn): Profile {
    this.hint.set(true);
    const expiresAt = Date.now() + expiresIn * 1000;
    this.keep(accessToken, expiresAt, user);
    this.tabs.tell({ type: 'signed-in', accessToken, expiresAt, user });
    return user;
  }

  private keep(accessToken: string, expiresAt: number, user: Profile): void {
    const left = expiresAt - Date.now();
    this.over = false;
    this.current = { accessToken, expiresAt, renewAt: expiresAt - Math.min(AHEAD_MS, left / 2), user };
    this.renewLater(this.current.renewAt - Date.now());
    this.announce();
  }

  private renewLater(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      // A failure that may pass is tried again; requests meanwhile say what is wrong.
      this.renew(this.current?.accessToken).catch(() => {
        if (this.hint.get()) this.renewLater(AGAIN_MS);
      });
    }, ms);
  }

  private end(over = false): void {
    this.epoch += 1;
    this.hint.set(false);
    this.forget(over);
    this.tabs.tell({ type: 'signed-out', over });
  }

  private forget(over: boolean): void {
    this.over = over;
    clearTimeout(this.timer);
    if (!this.current) return;
    this.current = undefined;
    this.announce();
  }

  private announce(): void {
    for (const listener of this.listeners) listener();
  }
}

export const browserSession = () => new Session(authService, browserTabs(), browserHint(), () => location.reload());
