/** A resource's list filtered by just this, whatever it was filtered by last. */
export const listAddress = (resource: string, filter: Record<string, unknown> = {}): string =>
  `/${resource}?filter=${encodeURIComponent(JSON.stringify(filter))}`;
