import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { type Environment, OperatorTree } from '../support/operator-tree.js';

jest.setTimeout(180_000);

const DIE_AT_STEP = join(__dirname, '../support/die-at-step.mjs');
const SECRET = /(_PASSWORD|_CLIENT_SECRET|^KEY_ENCRYPTION_KEY)$/;
const MODE = 0o777;

describe('rotate-secrets.sh', () => {
  let tree: OperatorTree;
  beforeEach(() => {
    tree = new OperatorTree();
  });
  afterEach(() => tree.remove());

  const changed = (before: Environment) => Object.keys(before).filter((name) => tree.env[name] !== before[name]);
  const secrets = () => Object.keys(tree.env).filter((name) => SECRET.test(name) && name !== 'ADMIN_PASSWORD');
  const kept = () => readdirSync(tree.dir).filter((name) => /^\.env\.\d{4}-/.test(name));

  it('leaves .env whole wherever it is killed, and completes when it is run again', async () => {
    const rotated = [...secrets(), 'KEY_ENCRYPTION_KEY_PREVIOUS'].sort();
    let deaths = 0;
    for (let ended = false; !ended; ) {
      const before = tree.env;
      const outcome = await tree.rotateSecrets(['--all'], {
        nodeOptions: ['--import', DIE_AT_STEP],
        env: { DIE_AT_STEP: String(deaths + 1) },
      });
      ended = outcome.signal === null;
      const names = changed(before).sort();
      if (ended) expect([outcome.status, names]).toEqual([0, rotated]);
      else {
        deaths += 1;
        // What was there, or what was wanted.
        expect([[], rotated]).toContainEqual(names);
      }
      expect(Object.keys(tree.env)).toEqual(Object.keys(before));
      expect(statSync(tree.envFile).mode & MODE).toBe(0o600);
      if (names.length > 0) {
        const previous = `${before.KEY_ENCRYPTION_KEY},${before.KEY_ENCRYPTION_KEY_PREVIOUS}`.replace(/,$/, '');
        expect(tree.env.KEY_ENCRYPTION_KEY_PREVIOUS).toBe(previous);
      }
    }
    expect(deaths).toBeGreaterThan(8);
    for (const name of kept())
      expect(Object.keys(parseEnv(readFileSync(join(tree.dir, name), 'utf8')))).toEqual(Object.keys(tree.env));
    const readable = readdirSync(tree.dir).filter(
      (name) => name.startsWith('.env') && (statSync(join(tree.dir, name)).mode & MODE) !== 0o600,
    );
    expect(readable).toEqual([]);
  });

  it('can be run again before the fleet is started: every key before is kept, the newest first', async () => {
    const keys = [tree.env.KEY_ENCRYPTION_KEY];
    for (const args of [['--all'], ['--all'], ['KEY_ENCRYPTION_KEY'], ['REDIS_PASSWORD']]) {
      const { status, said } = await tree.rotateSecrets(args);
      expect(status).toBe(0);
      expect(Object.entries(tree.env).filter(([name, value]) => SECRET.test(name) && said.includes(value))).toEqual([]);
      if (keys[0] !== tree.env.KEY_ENCRYPTION_KEY) keys.unshift(tree.env.KEY_ENCRYPTION_KEY);
    }
    expect(keys).toHaveLength(4);
    expect(tree.env.KEY_ENCRYPTION_KEY_PREVIOUS).toBe(keys.slice(1).join(','));
    expect(kept()).toHaveLength(4);
  });
});
