import { session } from '../session/current';
import { failure, noAnswer, refuse } from './problem';

/** Sends a request as who is signed in. Rejects with react-admin's HttpError unless the answer is a success. */
export async function send(request: Request): Promise<Response> {
  const token = await session.accessToken().catch(refuse);
  let response = await attempt(request.clone(), token);
  // The token was revoked before its time, because roles changed or the session ended: a new one tells.
  if (response.status === 401 && token && (await session.renew(token).catch(() => false)))
    response = await attempt(request, await session.accessToken());
  if (!response.ok) throw await failure(response);
  return response;
}

async function attempt(request: Request, token: string | undefined): Promise<Response> {
  if (token) request.headers.set('authorization', `Bearer ${token}`);
  try {
    return await fetch(request);
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error;
    throw noAnswer();
  }
}

export interface Call {
  method?: string;
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
  signal?: AbortSignal;
}

/** Of a path from /api on; what is empty is left out. */
export function urlOf(path: string, query: Call['query'] = {}): URL {
  const url = new URL(path, location.origin);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') url.searchParams.set(name, String(value));
  }
  return url;
}

/** A call whose path is made up as it runs, `path` from /api on; what is typed goes through services.ts. */
export async function call<T>(path: string, { method = 'GET', query, body, signal }: Call = {}): Promise<T> {
  const init: RequestInit = { method, signal: signal ?? null };
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { 'content-type': 'application/json' };
  }
  const response = await send(new Request(urlOf(path, query), init));
  return (response.status === 204 ? undefined : await response.json()) as T;
}
