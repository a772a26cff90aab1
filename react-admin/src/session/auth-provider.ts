import type { AuthProvider, HttpError } from 'ra-core';
import { holds, permissionFor } from '../access/permissions';
import { failure, noAnswer } from '../api/problem';
import { nameOf } from '../records/names';
import { session } from './current';

export const authProvider: AuthProvider = {
  async login({ email, password }: { email: string; password: string }) {
    try {
      await session.signIn(email, password);
    } catch (error) {
      throw error instanceof Response ? await failure(error) : noAnswer();
    }
  },
  async logout() {
    // The page forgets either way; the service learns of it now or when the token ends.
    await session.signOut().catch(() => {});
  },
  async checkAuth() {
    // `message: false`: the sign-in page needs no word about why it is shown.
    if (!(await session.resume())) throw { message: false };
  },
  async checkError(error: HttpError) {
    if (error?.status === 401 && !session.user) throw { message: 'session.over' };
  },
  async getIdentity() {
    const user = session.user;
    if (!user) throw new Error('nobody is signed in');
    return { id: user.id, fullName: nameOf(user) };
  },
  getPermissions: async () => session.user?.permissions ?? [],
  canAccess: async ({ resource, action }) => holds(session.user, permissionFor(resource, action)),
};
