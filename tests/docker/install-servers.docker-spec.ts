import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

const NAME = 'hybrid-fleet-test-install';
const POLICY = '/usr/sbin/policy-rc.d';
const MINE = '#!/bin/sh\nexit 104\n';
const INSTALL = 'exec /scripts/install-servers.sh redis-server';

/** Runs a shell command line in the container to its end. */
function inside(line: string): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync('docker', ['exec', NAME, 'bash', '-c', line], { encoding: 'utf8' });
  return { status, output: `${stdout}${stderr}` };
}

/** The installation, until its output says `text`; then the script, and what `besides` matches, is killed. */
async function killedWhenItSays(text: string, besides = ''): Promise<void> {
  const child = spawn('docker', ['exec', NAME, 'bash', '-c', `echo $$ >/tmp/script.pid; ${INSTALL}`]);
  let output = '';
  let killed = false;
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk;
      if (killed || !output.includes(text)) return;
      killed = true;
      inside(`kill -9 $(cat /tmp/script.pid)${besides}`);
    });
  await once(child, 'close');
  if (!killed) throw new Error(`never said "${text}":\n${output}`);
}

// Apt, dpkg and the maintainer scripts are the real ones, on a machine of their own.
describe('an installation that is killed', () => {
  beforeAll(() => {
    spawnSync('docker', ['rm', '--force', NAME]);
    const scripts = `${process.cwd()}/scripts/setup:/scripts:ro`;
    const image = 'node:24-bookworm-slim';
    const options = ['--detach', '--init', '--network', 'host', '--name', NAME, '--volume', scripts];
    const { status, stderr } = spawnSync('docker', ['run', ...options, image, 'sleep', 'infinity'], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
  });

  afterAll(() => {
    spawnSync('docker', ['rm', '--force', NAME]);
  });

  it.each([
    ['the script alone', 'Unpacking redis-server', ''],
    [
      'the script and dpkg',
      'Setting up redis-tools',
      ' $(grep -lz "^/\\?[a-z/]*dpkg$" /proc/[0-9]*/cmdline | cut -d/ -f3)',
    ],
  ])(
    '%s: keeps the policy of the administrator, starts nothing, and is finished by the next one',
    async (_, text, besides) => {
      inside(
        `apt-get -qq purge -y redis-server redis-tools; printf '${MINE.replaceAll('\n', '\\n')}' >${POLICY}; chmod 755 ${POLICY}`,
      );
      await killedWhenItSays(text, besides);
      expect(inside(`${POLICY} redis-server start`).status).toBe(104);
      const again = inside('/scripts/install-servers.sh --finish');
      expect([again.status, again.status === 0 ? '' : again.output]).toEqual([0, '']);
      expect(inside(`cat ${POLICY}; ls ${POLICY}*`).output).toBe(`${MINE}${POLICY}\n`);
      expect(inside(`dpkg-query -W -f '\${db:Status-Status}' redis-server; dpkg --audit`).output).toBe('installed');
      expect(inside('grep -lx redis-server /proc/[0-9]*/comm').output).toBe('');
    },
  );
});
