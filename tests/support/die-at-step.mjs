// For `node --import`: the process kills itself (SIGKILL) before its Nth change of a file, N from DIE_AT_STEP.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const CHANGES = [
  'openSync',
  'writeSync',
  'writeFileSync',
  'appendFileSync',
  'fsyncSync',
  'closeSync',
  'renameSync',
  'linkSync',
  'rmSync',
  'unlinkSync',
  'chmodSync',
  'chownSync',
  'copyFileSync',
  'mkdirSync',
];

let left = Number(process.env.DIE_AT_STEP);
for (const name of CHANGES) {
  const original = fs[name];
  fs[name] = (...args) => {
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
    return original(...args);
  };
}
syncBuiltinESMExports();
