import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { surroundings } from '../daemon.js';
import { type Fleet, logFile, ROOT, type Variant } from '../fleet.js';
import { PartFailure } from '../progress.js';

const composeFile = (name: string) => ['-f', join(ROOT, `docker-compose.${name}.yml`)];
const VARIANT_ARGUMENTS: Record<Variant, string[]> = {
  replicas: composeFile('replicas'),
  compact: composeFile('compact'),
};
/** Compose writes it before lines of logs, also without a terminal. */
const ERASE_LINE = '\u001b[2K';
const ENGINE_TIMEOUT_MS = 10_000;

export function engineAnswers(): boolean {
  return spawnSync('docker', ['info'], { stdio: 'ignore', timeout: ENGINE_TIMEOUT_MS }).status === 0;
}

/** Throws with what to do about it when containers cannot be run here. */
export function requireEngine(): void {
  if (!engineAnswers())
    throw new Error('Docker does not answer (docker info): start it and run this again, or use --native');
  composeCommand();
}

/** `docker compose` where the plugin is there, else the program of its own. */
function composeCommand(): [string, ...string[]] {
  const candidates: [string, ...string[]][] = [['docker', 'compose'], ['docker-compose']];
  const found = candidates.find(([program, ...args]) => {
    const asked = spawnSync(program, [...args, 'version', '--short'], { encoding: 'utf8', timeout: ENGINE_TIMEOUT_MS });
    return asked.status === 0 && /^v?[2-9]/.test(asked.stdout);
  });
  if (!found) throw new Error('Docker Compose 2 is needed (docker compose version), and was not found');
  return found;
}

/** Compose's commands on one fleet, with its settings; they win over .env, so that ports may be moved. */
export class Compose {
  private readonly command = composeCommand();

  constructor(private readonly fleet: Fleet) {}

  /** Runs to the end with all output in the log, or until `signal`; throws a failure that knows the log. */
  async logged(name: string, args: string[], deadlineMs: number, signal?: AbortSignal): Promise<void> {
    const log = logFile(this.fleet, name);
    mkdirSync(dirname(log), { recursive: true, mode: 0o700 });
    const output = openSync(log, 'w', 0o600);
    const options: SpawnOptions = { stdio: ['ignore', output, output], signal };
    const code = await this.finish(args, options, deadlineMs).finally(() => closeSync(output));
    if (code !== 0) throw new PartFailure(`docker compose ${args[0]} ended with ${code}`, log);
  }

  /** Runs with the terminal's input and output, for a person; answers the exit code. */
  shown(args: string[]): Promise<number> {
    return this.finish(args, { stdio: 'inherit' });
  }

  /** The output of a short command. */
  read(args: string[]): string {
    const [program, ...before] = this.command;
    const options = { env: this.env, cwd: ROOT, encoding: 'utf8', timeout: 30_000, maxBuffer: 64 << 20 } as const;
    const { status, stdout, stderr } = spawnSync(program, [...before, ...this.always, ...args], options);
    if (status !== 0) throw new Error(`docker compose ${args[0]}: ${stderr?.trim() || 'no answer'}`);
    return stdout.replaceAll(ERASE_LINE, '');
  }

  /** The services that belong to the fleet, with those of its profile. */
  services(): string[] {
    return this.read(['config', '--services']).trim().split('\n');
  }

  /** Runs with pipes for its input and output, until `signal`. */
  piped(args: string[], signal: AbortSignal): ChildProcess {
    return this.start(args, { stdio: 'pipe', signal });
  }

  private start(args: string[], options: SpawnOptions): ChildProcess {
    const [program, ...before] = this.command;
    return spawn(program, [...before, ...this.always, ...args], { ...options, env: this.env, cwd: ROOT });
  }

  private finish(args: string[], options: SpawnOptions, deadlineMs?: number): Promise<number> {
    const child = this.start(args, options);
    const timer = deadlineMs ? setTimeout(() => child.kill('SIGKILL'), deadlineMs) : undefined;
    return new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve(code ?? 1));
    }).finally(() => clearTimeout(timer));
  }

  private get always(): string[] {
    const variants = this.fleet.variants.flatMap((variant) => VARIANT_ARGUMENTS[variant]);
    return ['--ansi', 'never', ...composeFile('hybrid'), ...variants];
  }

  private get env(): Record<string, string> {
    const docker = Object.entries(process.env).filter(([name]) => /^(DOCKER|BUILDKIT|COMPOSE)_/.test(name));
    return { ...surroundings(), ...(Object.fromEntries(docker) as Record<string, string>), ...this.fleet.env };
  }
}
