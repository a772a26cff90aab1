import { type SpawnSyncReturns, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

const ROOT = join(__dirname, '../..');
const EXAMPLE = 'hybrid-environment.example';

export type Environment = Record<string, string>;

/** A folder in which the operator's commands find a native fleet that was set up, with a .env of its own. */
export class OperatorTree {
  readonly dir = mkdtempSync(join(tmpdir(), 'operator-'));

  constructor(env: Environment = {}) {
    // The commands find their tree by where they themselves lie.
    cpSync(join(ROOT, 'scripts/fleet/dist'), join(this.dir, 'scripts/fleet/dist'), { recursive: true });
    cpSync(join(ROOT, 'scripts/fleet/package.json'), join(this.dir, 'scripts/fleet/package.json'));
    for (const name of ['node_modules', 'auth-service', EXAMPLE]) symlinkSync(join(ROOT, name), join(this.dir, name));
    const example = readFileSync(join(ROOT, EXAMPLE), 'utf8');
    const text = example.replaceAll(/^([A-Z]\w*)=(.*)$/gm, (_, name: string, value) => `${name}=${env[name] ?? value}`);
    writeFileSync(this.envFile, text, { mode: 0o600 });
    mkdirSync(join(this.dir, '.hybrid'));
    const fleet = { offset: 0, profile: 'env-file', mode: 'native', variants: [], overrides: {} };
    writeFileSync(join(this.dir, '.hybrid/fleet.json'), JSON.stringify(fleet));
  }

  get envFile(): string {
    return join(this.dir, '.env');
  }

  get env(): Environment {
    return parseEnv(readFileSync(this.envFile, 'utf8')) as Environment;
  }

  /** Runs scripts/ops/rotate-secrets.sh, without what it builds. `nodeOptions` go to Node. */
  async rotateSecrets(
    args: string[],
    { nodeOptions = [] as string[], env = {} as Environment } = {},
  ): Promise<Pick<SpawnSyncReturns<string>, 'status' | 'signal'> & { said: string }> {
    const program = join(this.dir, 'scripts/fleet/dist/rotate-secrets.js');
    const child = spawn(process.execPath, [...nodeOptions, program, ...args], {
      env: { PATH: process.env.PATH, ...env },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status, signal) => resolve({ status, signal, said }));
    });
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}
