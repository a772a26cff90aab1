import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * generate.js          writes docs/api/<service>.json (OpenAPI) and packages/contracts/src/api/<service>.ts (client types)
 * generate.js --check  writes nothing; exits 1 and names each file that differs from what the code says now
 */
const SERVICES = ['auth-service', 'user-service', 'customer-service', 'carrier-service', 'pricing-service'];
const DOCUMENTS = 'docs/api';
const TYPES = 'packages/contracts/src/api';

function run(...command: string[]): void {
  execFileSync(process.execPath, command, { stdio: ['ignore', 'ignore', 'inherit'] });
}

function generate(documents: string, types: string): void {
  for (const service of SERVICES) {
    const document = join(documents, `${service}.json`);
    run(`${service}/dist/openapi.js`, 'hybrid-environment.example', document);
    run('node_modules/openapi-typescript/bin/cli.js', document, '--output', join(types, `${service}.ts`));
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function stale(fresh: string): string[] {
  return SERVICES.flatMap((service) => [
    [join(fresh, `${service}.json`), join(DOCUMENTS, `${service}.json`)] as const,
    [join(fresh, `${service}.ts`), join(TYPES, `${service}.ts`)] as const,
  ])
    .filter(([made, kept]) => read(made) !== read(kept))
    .map(([, kept]) => kept);
}

if (process.argv.includes('--check')) {
  const fresh = mkdtempSync(join(tmpdir(), 'hybrid-generate-'));
  try {
    generate(fresh, fresh);
    const files = stale(fresh);
    if (files.length > 0) {
      console.error(`Generated files are not up to date; run: npm run generate\n  ${files.join('\n  ')}`);
      process.exitCode = 1;
    }
  } finally {
    rmSync(fresh, { recursive: true });
  }
} else {
  for (const folder of [DOCUMENTS, TYPES]) mkdirSync(folder, { recursive: true });
  generate(DOCUMENTS, TYPES);
}
