import type { Profile } from './transport';

/** What a user is called: their name, or the email of who gave none. */
export const nameOf = ({ firstName, lastName, email }: Profile): string => `${firstName} ${lastName}`.trim() || email;
