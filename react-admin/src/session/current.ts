import { browserSession } from './session';

/** The one session of this page. */
export const session = browserSession();
