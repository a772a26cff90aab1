// Whether the service in this container is ready. It runs in the service's folder, whose name says the port's variable.
import { basename } from 'node:path';

const variable = `${basename(process.cwd()).toUpperCase().replaceAll('-', '_')}_PORT`;
try {
  const url = `http://127.0.0.1:${process.env[variable]}/api/v1/health/ready`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(4000) });
  if (!answer.ok) {
    console.error(`${answer.status} ${await answer.text()}`);
    process.exit(1);
  }
} catch (error) {
  console.error(error.cause?.message ?? error.message);
  process.exit(1);
}
