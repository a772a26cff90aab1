import type { AuthProvider, HttpError } from 'ra-core';
import { holds, permissionFor } from '../access/permissions';
import { refuse } from '../api/problem';
import { nameOf } from '../records/names';
import { session } from './current';

export const authProvider: AuthProvider = {
  async login({ email, password }: { email: string; password: string }) {
    await session.signIn(email, password).catch(refuse);
  },
  async logout() {
    // Also called when nobody could say whether somebody is signed in: then nothing ends, here or at other tabs.
    if (!session.user) return;
    // The page forgets either way; the service learns of it now or when the token ends.
    await session.signOut().catch(() => {});
  },
  async checkAuth() {
    // `message: false`: the sign-in page needs no word about why it is shown.
    if (!(await session.resume().catch(refuse))) throw { message: false };
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
