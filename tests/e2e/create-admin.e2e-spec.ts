import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { anonymous, makeUser, signIn, signInAsAdmin, unique } from './support/fleet.js';

const run = promisify(execFile);
const program = join(__dirname, '../../auth-service/dist/create-admin.js');

/** What create-admin prints; rejects with it when the command fails. */
async function createAdmin(email: string): Promise<string> {
  const { stdout } = await run(process.execPath, [program, email, 'Ada', 'Byron'], { env: process.env });
  return stdout;
}

const tokenIn = (printed: string) => new URL(/^http\S+$/m.exec(printed)?.[0] as string).searchParams.get('token');

describe('create-admin', () => {
  const choose = (token: string | null, newPassword: string) =>
    anonymous.post('auth', 'auth/reset-password', { token, newPassword });

  it('prints a new link when it is run again, for one that was killed may have printed none', async () => {
    const email = `${unique('admin')}@example.com`;
    const [first, second] = [tokenIn(await createAdmin(email)), tokenIn(await createAdmin(email))];
    const password = `correct horse ${unique('battery')}`;
    expect((await choose(first, password)).status).toBeGreaterThanOrEqual(400);
    expect((await choose(second, password)).status).toBeLessThan(300);
    const found = await (await signIn(email, password)).get('user', `users?search=${email}`);
    expect(found.body.data.map((user: { roles: unknown[] }) => user.roles.length)).toEqual([1]);
  });

  it('takes nobody over who has a password already, nor makes an admin of somebody who is none', async () => {
    const { email } = await makeUser(await signInAsAdmin(), ['support']);
    await expect(createAdmin(email)).rejects.toThrow('Another user has this email');
    const invited = `${unique('user')}@example.com`;
    const admin = await signInAsAdmin();
    await admin.post('user', 'users', { email: invited, firstName: 'A', lastName: 'B', roles: ['user'] });
    await expect(createAdmin(invited)).rejects.toThrow('Another user has this email');
  });
});
