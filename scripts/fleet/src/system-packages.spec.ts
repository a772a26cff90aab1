import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isUnfinished } from './system-packages.js';

const FUNCTIONS = join(__dirname, '../../setup/service-policy.sh');
const EARLIER_RELEASE = '#!/bin/sh\nexit 101\n';
const ALLOWED = 0;
const FORBIDDEN = 101;

let dir: string;
let policy: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'policy-'));
  policy = join(dir, 'policy-rc.d');
});

afterEach(() => rmSync(dir, { recursive: true }));

const shell = (line: string) =>
  execFileSync('bash', ['-euo', 'pipefail', '-c', `. ${FUNCTIONS}; ${line}`], { encoding: 'utf8' });
const put = (...packages: string[]) => shell(`put_policy ${policy} ${packages.join(' ')}`);
const lift = () => shell(`lift_policy ${policy}`);
const packages = () => shell(`policy_packages ${policy}`);

function write(file: string, text: string): void {
  writeFileSync(file, text);
  chmodSync(file, 0o755);
}

/** What Debian is answered when it asks whether it may start a service. */
function answer(env: Record<string, string> = {}): number | null {
  return spawnSync(policy, ['nginx', 'start'], { env: { PATH: '/usr/bin:/bin', ...env } }).status;
}

const OURS = { HYBRID_FLEET_INSTALLS: '1' };

describe('the policy of an installation', () => {
  it('forbids services to our installation and to nobody else', () => {
    put('redis-server');
    expect([answer(OURS), answer()]).toEqual([FORBIDDEN, ALLOWED]);
  });

  it('asks the one of the administrator for everybody else, with what it was asked', () => {
    write(policy, '#!/bin/sh\n[ "$1 $2" = "nginx start" ] && exit 104\n');
    put('redis-server');
    expect([answer(OURS), answer()]).toEqual([FORBIDDEN, 104]);
  });

  it('ignores one of the administrator that cannot be executed, as Debian does', () => {
    writeFileSync(policy, EARLIER_RELEASE);
    put('redis-server');
    expect([answer(OURS), answer()]).toEqual([FORBIDDEN, ALLOWED]);
  });

  it('leaves nothing when it is lifted and there was none', () => {
    put('redis-server');
    lift();
    expect(readdirSync(dir)).toEqual([]);
  });

  it('gives the one of the administrator back as it was, mode and date too', () => {
    write(policy, '#!/bin/sh\nexit 104\n');
    chmodSync(policy, 0o750);
    const { mode, mtimeMs } = statSync(policy);
    put('redis-server');
    lift();
    expect(readdirSync(dir)).toEqual(['policy-rc.d']);
    expect(readFileSync(policy, 'utf8')).toBe('#!/bin/sh\nexit 104\n');
    expect(statSync(policy)).toMatchObject({ mode, mtimeMs });
  });

  it('gives a link of the administrator back as a link', () => {
    const target = join(dir, 'mine');
    write(target, '#!/bin/sh\nexit 104\n');
    symlinkSync(target, policy);
    put('redis-server');
    expect([answer(OURS), answer()]).toEqual([FORBIDDEN, 104]);
    lift();
    expect(readdirSync(dir, { withFileTypes: true }).map((entry) => [entry.name, entry.isSymbolicLink()])).toEqual([
      ['mine', false],
      ['policy-rc.d', true],
    ]);
  });

  it('is not taken for the one of the administrator when it was left behind', () => {
    write(policy, '#!/bin/sh\nexit 104\n');
    put('redis-server');
    put('redis-server', 'mariadb-server');
    expect(packages()).toBe('redis-server mariadb-server\n');
    lift();
    expect(readFileSync(policy, 'utf8')).toBe('#!/bin/sh\nexit 104\n');
  });

  it('gives back what an earlier release moved away and wrote over', () => {
    write(policy, EARLIER_RELEASE);
    write(`${policy}.before-hybrid-fleet`, '#!/bin/sh\nexit 104\n');
    put('redis-server');
    lift();
    expect(readdirSync(dir)).toEqual(['policy-rc.d']);
    expect(readFileSync(policy, 'utf8')).toBe('#!/bin/sh\nexit 104\n');
  });

  it('gives back what an earlier release moved away when it came no further', () => {
    write(`${policy}.before-hybrid-fleet`, '#!/bin/sh\nexit 104\n');
    put('redis-server');
    lift();
    expect(readFileSync(policy, 'utf8')).toBe('#!/bin/sh\nexit 104\n');
  });

  it('keeps the present one when a run was killed after it had copied an older one', () => {
    write(`${policy}.before-hybrid-fleet`, '#!/bin/sh\nexit 104\n');
    write(policy, '#!/bin/sh\nexit 0\n# mine now\n');
    put('redis-server');
    lift();
    expect(readFileSync(policy, 'utf8')).toBe('#!/bin/sh\nexit 0\n# mine now\n');
  });

  it('leaves one alone that somebody put over it', () => {
    write(policy, '#!/bin/sh\nexit 104\n');
    put('redis-server');
    write(policy, '#!/bin/sh\nexit 0\n');
    lift();
    expect(readdirSync(dir)).toEqual(['policy-rc.d']);
    expect(readFileSync(policy, 'utf8')).toBe('#!/bin/sh\nexit 0\n');
  });
});

describe('isUnfinished', () => {
  it('is true from the first file of an installation to its last', () => {
    write(policy, '#!/bin/sh\nexit 104\n');
    expect(isUnfinished(policy)).toBe(false);
    put('redis-server');
    expect(isUnfinished(policy)).toBe(true);
    rmSync(`${policy}.before-hybrid-fleet`);
    expect(isUnfinished(policy)).toBe(true);
    lift();
    expect(isUnfinished(policy)).toBe(false);
    write(`${policy}.before-hybrid-fleet`, EARLIER_RELEASE);
    expect(isUnfinished(policy)).toBe(true);
  });
});
