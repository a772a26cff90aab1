import { users } from '../api/services';

/** A link that lets who has it choose the password. It lives in the page that asked for it and nowhere else. */
export interface Invitation {
  url: string;
  /** ISO time. */
  expiresAt: string;
}

export interface NewUser {
  email: string;
  firstName: string;
  lastName: string;
  roles: string[];
}

/**
 * Not through the data provider: what that answers is cached. Rejects with HttpError, the fields' errors in its body.
 */
export async function createUser(user: NewUser): Promise<{ id: number; invitation: Invitation }> {
  const { data } = await users.POST('/api/v1/users', { body: user });
  const { id, invitation } = data as NonNullable<typeof data>;
  return { id, invitation };
}

/** A new link; the ones from before stop working. */
export async function invite(id: number): Promise<Invitation> {
  const { data } = await users.POST('/api/v1/users/{id}/invitation', { params: { path: { id: String(id) } } });
  return (data as NonNullable<typeof data>).invitation;
}
