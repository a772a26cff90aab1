import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../fleet.js';

/** Whose containers and volumes the tests make, whatever else is on this machine. */
export const TEST_PROJECT = 'hybrid-fleet-test';

/** docker-compose.hybrid.yml names its containers, so there can be one fleet on an engine. */
export function refuseBesideAnotherFleet(): void {
  const { stdout } = spawnSync(
    'docker',
    ['ps', '--all', '--filter', 'network=fullstack-project-hybrid-network', '--format', '{{.Names}}'],
    { encoding: 'utf8' },
  );
  const names = (stdout ?? '').trim().split('\n').filter(Boolean);
  if (names.length > 0)
    throw new Error(
      `a fleet is in containers here already (${names.slice(0, 3).join(', ')} …): scripts/setup/hybrid-down.sh stops it`,
    );
}

/** A copy of what git knows or would take up, as a fresh clone of it: with settings and a state of its own. */
export class TestTree {
  readonly dir: string;

  constructor(testDir: string) {
    this.dir = join(testDir, 'docker');
  }

  create(): void {
    this.remove();
    mkdirSync(this.dir, { recursive: true });
    const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT });
    const files = listed
      .toString()
      .split('\0')
      .filter((name) => name !== '' && existsSync(join(ROOT, name)));
    const archive = execFileSync('tar', ['--null', '--files-from=-', '--create'], {
      cwd: ROOT,
      input: files.join('\0'),
      maxBuffer: 256 << 20,
    });
    execFileSync('tar', ['--extract'], { cwd: this.dir, input: archive });
  }

  /** Stops whatever an earlier run, or this one, left running here, and deletes its data. */
  remove(): void {
    const recorded = join(this.dir, '.hybrid', 'fleet.json');
    if (existsSync(recorded)) {
      const env = { ...process.env, COMPOSE_PROJECT_NAME: TEST_PROJECT };
      const down = join(this.dir, 'scripts/setup/hybrid-down.sh');
      const { status, stderr } = spawnSync(down, ['--volumes'], { env, encoding: 'utf8', timeout: 180_000 });
      if (status !== 0) throw new Error(`${down} failed: ${stderr}`);
    }
    rmSync(this.dir, { recursive: true, force: true });
  }
}
