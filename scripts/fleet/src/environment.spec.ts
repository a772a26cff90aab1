import { execFileSync } from 'node:child_process';
import { asShellExports, required, select, withPortOffset } from './environment.js';

describe('withPortOffset', () => {
  const env = {
    REDIS_PORT: '6379',
    AUTH_SERVICE_URL: 'http://localhost:3001',
    ADMIN_URL: 'http://127.0.0.1:3000/admin',
    PUBLIC_URL: 'https://fleet.example.com:8443',
    DB_POOL_SIZE: '10',
  };

  it('moves every port and every address of this machine, and nothing else', () => {
    expect(withPortOffset(env, 100)).toEqual({
      REDIS_PORT: '6479',
      AUTH_SERVICE_URL: 'http://localhost:3101',
      ADMIN_URL: 'http://127.0.0.1:3100/admin',
      PUBLIC_URL: 'https://fleet.example.com:8443',
      DB_POOL_SIZE: '10',
    });
  });

  it('changes nothing with an offset of 0', () => {
    expect(withPortOffset(env, 0)).toEqual(env);
  });
});

describe('select', () => {
  it('gives the named variables only, and none that has no value', () => {
    expect(select({ A: '1', B: '2', EMPTY: '' }, ['A', 'EMPTY', 'MISSING'])).toEqual({ A: '1', EMPTY: '' });
  });
});

describe('required', () => {
  it('names the variable that is missing', () => {
    expect(() => required({}, 'REDIS_PORT')).toThrow(/REDIS_PORT is missing/);
  });
});

describe('asShellExports', () => {
  it('is read by a shell exactly as it was', () => {
    const value = `it's $HOME; "quoted" \`x\``;
    const script = `${asShellExports({ VALUE: value })}printf %s "$VALUE"`;
    expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(value);
  });
});
