import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = join(__dirname, '../../../react-admin/src');
const read = (file: string) => readFileSync(join(SOURCES, file), 'utf8');

export type PageKind = 'list' | 'create' | 'edit' | 'show';

export interface ResourcePages {
  name: string;
  kinds: PageKind[];
}

/** The resources with their pages, read where the admin registers them: a page that is added there is tested too. */
export function resourcePages(): ResourcePages[] {
  const registry = read('resources.ts');
  const folders = /folders[^=]*= \{([^}]*)\}/.exec(registry)?.[1];
  if (!folders) throw new Error('react-admin/src/resources.ts no longer has its table of folders');
  const entries = folders.split(',').flatMap((entry) => /^\s*'?([\w-]+)'?(?::\s*(\w+))?\s*$/.exec(entry) ?? []);
  const names = entries.length / 3;
  return Array.from({ length: names }, (_, index) => {
    const name = entries[index * 3 + 1] as string;
    const variable = entries[index * 3 + 2] ?? name;
    const folder = new RegExp(`import ${variable} from '\\./([\\w-]+)'`).exec(registry)?.[1];
    if (!folder) throw new Error(`react-admin/src/resources.ts imports no ${variable}`);
    const kinds = [...read(`${folder}/index.ts`).matchAll(/^\s+(list|create|edit|show): /gm)];
    return { name, kinds: kinds.map(([, kind]) => kind as PageKind) };
  });
}

/** The addresses of the other pages behind the sign-in. */
export function otherPages(): string[] {
  const paths = [...read('pages.ts').matchAll(/^\s+path: '([^']+)'|page\(\{ path: '([^']+)'/gm)];
  return ['/', ...new Set(paths.map(([, long, short]) => (long ?? short) as string))];
}

/** Those that are shown before it. */
export const OPEN_PAGES = ['/login', '/forgot-password', '/reset-password?token=none'];

/** Where a page is; `id` for those of one record. */
export function address(resource: string, kind: PageKind, id: number | string = ''): string {
  return {
    list: `/${resource}`,
    create: `/${resource}/create`,
    edit: `/${resource}/${id}`,
    show: `/${resource}/${id}/show`,
  }[kind];
}
