import { useTranslate } from 'ra-core';
import { Menu as ReactAdminMenu } from 'react-admin';
import { useMay } from '../access/use-may';
import { type Page, pages } from '../pages';
import { resources } from '../resources';

/** The order of the menu: resources by name, other pages by path. Who may not see one finds no entry for it. */
const ENTRIES = [
  'users',
  'roles',
  'customers',
  'carriers',
  'pricing-rules',
  'quotes',
  '/calculator',
  'sessions',
  '/messaging',
];

export function Menu() {
  return (
    <ReactAdminMenu>
      <ReactAdminMenu.DashboardItem />
      {ENTRIES.map((entry) => {
        const page = pages.find(({ path, icon }) => path === entry && icon);
        if (page) return <PageItem key={entry} page={page} />;
        return resources.some(({ name }) => name === entry) && <ReactAdminMenu.ResourceItem key={entry} name={entry} />;
      })}
    </ReactAdminMenu>
  );
}

function PageItem({ page: { path, title, permission, icon: Icon } }: { page: Page }) {
  const translate = useTranslate();
  const may = useMay(permission);
  return may && Icon && <ReactAdminMenu.Item to={path} primaryText={translate(title)} leftIcon={<Icon />} />;
}
