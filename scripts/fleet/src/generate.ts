import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replaceFile } from './atomic-file.js';

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

function generate(folder: string): void {
  for (const service of SERVICES) {
    const document = join(folder, `${service}.json`);
    run(`${service}/dist/openapi.js`, 'hybrid-environment.example', document);
    run('node_modules/openapi-typescript/bin/cli.js', document, '--output', join(folder, `${service}.ts`));
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

/** Each generated file: as just made in `fresh`, and where it is kept. */
function generated(fresh: string): { made: string; kept: string }[] {
  return SERVICES.flatMap((service) => [
    { made: join(fresh, `${service}.json`), kept: join(DOCUMENTS, `${service}.json`) },
    { made: join(fresh, `${service}.ts`), kept: join(TYPES, `${service}.ts`) },
  ]);
}

const fresh = mkdtempSync(join(tmpdir(), 'hybrid-generate-'));
try {
  generate(fresh);
  const stale = generated(fresh).filter(({ made, kept }) => read(made) !== read(kept));
  if (!process.argv.includes('--check')) {
    for (const folder of [DOCUMENTS, TYPES]) mkdirSync(folder, { recursive: true });
    for (const { made, kept } of stale) replaceFile(kept, readFileSync(made, 'utf8'), 0o644);
  } else if (stale.length > 0) {
    const files = stale.map(({ kept }) => kept);
    console.error(`Generated files are not up to date; run: npm run generate\n  ${files.join('\n  ')}`);
    process.exitCode = 1;
  }
} finally {
  rmSync(fresh, { recursive: true });
}
