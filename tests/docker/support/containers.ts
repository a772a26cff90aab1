import { eventually } from './gateway.js';
import { run } from './tree.js';

async function inspect(container: string, format: string): Promise<string> {
  return (await run(`docker inspect --format '${format}' ${container}`)).trim();
}

/** SIGKILL to a container's first process from outside, as the kernel does when memory runs out. */
export async function killProcess(container: string): Promise<void> {
  const pid = await inspect(container, '{{.State.Pid}}');
  // From a container that sees the machine's processes: whoever may use Docker need not be root here.
  await run(`docker run --rm --pid host --user 0 --entrypoint bash hybrid-fleet/auth-service -c 'kill -9 ${pid}'`);
}

/** How often the engine has started it again. */
export const restarts = async (container: string) => Number(await inspect(container, '{{.RestartCount}}'));

export const exitCode = async (container: string) => Number(await inspect(container, '{{.State.ExitCode}}'));

export function untilHealthy(container: string): Promise<string> {
  return eventually(
    `${container} to be healthy`,
    () => inspect(container, '{{.State.Status}} {{.State.Health.Status}}'),
    (state) => state === 'running healthy',
    120,
  );
}
