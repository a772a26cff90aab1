export interface CatalogueEntry {
  name: string;
  description: string;
}

interface Category {
  category: string;
  permissions: CatalogueEntry[];
}

/** The columns that most areas have. */
export const VERBS = ['read', 'create', 'update', 'delete'] as const;
export type Verb = (typeof VERBS)[number];

/** A row of the matrix. */
export interface Area {
  name: string;
  /** By column; what an area lacks is absent. */
  verbs: Partial<Record<Verb, CatalogueEntry>>;
  /** What has no column of its own. */
  others: CatalogueEntry[];
}

const verbOf = (name: string): Verb | undefined => VERBS.find((verb) => name.endsWith(`:${verb}`));

/** The catalogue of permissions as rows of a matrix. */
export function areasOf(catalogue: readonly Category[]): Area[] {
  return catalogue.map(({ category, permissions }) => ({
    name: category,
    verbs: Object.fromEntries(
      permissions.flatMap((entry) => (verbOf(entry.name) ? [[verbOf(entry.name), entry]] : [])),
    ),
    others: permissions.filter(({ name }) => !verbOf(name)),
  }));
}

export const entriesOf = ({ verbs, others }: Area): CatalogueEntry[] => [
  ...VERBS.flatMap((verb) => verbs[verb] ?? []),
  ...others,
];

/** `chosen` with some permissions given or taken, sorted as the service keeps them. */
export function withPermissions(chosen: readonly string[], names: readonly string[], given: boolean): string[] {
  const rest = chosen.filter((name) => !names.includes(name));
  return (given ? [...rest, ...names] : rest).sort();
}
