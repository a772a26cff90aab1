import { createHash, randomBytes } from 'node:crypto';
import { type Environment, required } from '../environment.js';

/** What the broker imports at each start: the one user, with the password of the environment, and its virtual hosts. */
export function rabbitmqDefinitions(env: Environment, vhosts: string[], salt: Buffer = randomBytes(4)): string {
  const name = required(env, 'RABBITMQ_USER');
  return JSON.stringify({
    users: [
      {
        name,
        password_hash: hashed(required(env, 'RABBITMQ_PASSWORD'), salt),
        hashing_algorithm: 'rabbit_password_hashing_sha256',
        tags: '',
      },
    ],
    vhosts: vhosts.map((vhost) => ({ name: vhost })),
    permissions: vhosts.map((vhost) => ({ user: name, vhost, configure: '.*', write: '.*', read: '.*' })),
  });
}

/** RabbitMQ's own form: base64 of the salt followed by the SHA-256 of salt and password. */
function hashed(password: string, salt: Buffer): string {
  const digest = createHash('sha256').update(salt).update(password, 'utf8').digest();
  return Buffer.concat([salt, digest]).toString('base64');
}
