const TIMEOUT_MS = 2000;

/** The status of the readiness check, or undefined when nothing answers. */
export async function readiness(port: number): Promise<number | undefined> {
  return (await ask(port, 'health/ready'))?.status;
}

/** `ok`, `degraded` or `error` as the service itself says, or `no answer`. */
export async function health(port: number): Promise<string> {
  const response = await ask(port, 'health');
  if (!response) return 'no answer';
  const body = (await response.json().catch(() => undefined)) as { status?: string } | undefined;
  return body?.status ?? `HTTP ${response.status}`;
}

async function ask(port: number, path: string): Promise<Response | undefined> {
  try {
    return await fetch(`http://127.0.0.1:${port}/api/v1/${path}`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch {
    return undefined;
  }
}
