import { READ_ONLY } from './records';
import { same } from './same';

type Fields = Record<string, unknown>;

/** The fields that an edit changed, which are all that a PATCH needs: a service refuses those that it sets itself. */
export function changes(before: Fields, after: Fields): Fields {
  return Object.fromEntries(
    Object.entries(after)
      .filter(([name, value]) => !READ_ONLY.includes(name) && !same(before[name], value))
      // undefined would not be sent. An emptied input is null, unless its field is one that may be an empty text.
      .map(([name, value]) => [name, value === undefined ? null : value]),
  );
}
