/** Before the names of preferences in localStorage. */
export const STORE_NAME = 'HybridFleet';
