interface Person {
  firstName: string;
  lastName: string;
  email: string;
}

/** What a user or a customer is called: their name, or the email of who gave none. */
export const nameOf = ({ firstName, lastName, email }: Person): string => `${firstName} ${lastName}`.trim() || email;

/** In choices, where two may have the same name. */
export const nameAndEmail = ({ firstName, lastName, email }: Person): string => `${firstName} ${lastName} (${email})`;
