import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests through scripts/testing/run-tests.sh --only docker`);
  return value;
}

/** The copy of this repository that the tests set up, with a .env and a state of its own. */
export const tree = () => variable('HYBRID_DOCKER_TREE');

export const settings = () => parseEnv(readFileSync(join(tree(), '.env'), 'utf8')) as Record<string, string>;

export interface Ended {
  code: number;
  /** What it wrote to the terminal, both streams as they came. */
  output: string;
}

/** Runs a shell command line in the copy to its end. `env` is added to this process's own. */
export function shell(line: string, env: Record<string, string> = {}): Promise<Ended> {
  return converse(line, env);
}

/** The same, typing `reply` as a line once the command asks for it; who types keeps the terminal open. */
export function converse(
  line: string,
  env: Record<string, string> = {},
  typed?: { when: RegExp; reply: string },
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', line], { cwd: tree(), env: { ...process.env, ...env } });
    let output = '';
    let asked = false;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += chunk;
        if (!typed || asked || !typed.when.test(output)) return;
        asked = true;
        child.stdin.write(`${typed.reply}\n`);
      });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
    if (!typed) child.stdin.end();
  });
}

/** The same, for commands that must succeed: throws with what they wrote when they do not. */
export async function run(line: string, env: Record<string, string> = {}): Promise<string> {
  const { code, output } = await shell(line, env);
  if (code !== 0) throw new Error(`${line} ended with ${code}:\n${output.slice(-4000)}`);
  return output;
}

export const setUp = (options = '') => run(`./scripts/setup/hybrid-setup.sh --docker ${options}`);

/** Stops the fleet, where there is one, and deletes its data. */
export async function tearDown(): Promise<void> {
  if (existsSync(join(tree(), '.hybrid', 'fleet.json'))) await run('./scripts/setup/hybrid-down.sh --volumes');
}

/** Runs `work` while a file of the copy, .env for example, is changed; puts it back afterwards. */
export async function whileChanged(
  file: string,
  change: (text: string) => string,
  work: () => Promise<void>,
): Promise<void> {
  const path = join(tree(), file);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, change(text));
  try {
    await work();
  } finally {
    writeFileSync(path, text);
  }
}

/** The smoke test's last line. */
export async function smokeTest(): Promise<string> {
  const { output } = await shell('./scripts/testing/test-hybrid-architecture.sh');
  const failed = output.split('\n').filter((line) => line.startsWith('FAILED'));
  return [...failed, output.trim().split('\n').at(-1)].join('\n');
}
