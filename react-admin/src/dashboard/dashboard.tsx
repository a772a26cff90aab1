import type { Permission } from '@hybrid-fleet/contracts';
import { Box } from '@mui/material';
import { Title } from 'react-admin';
import { listAddress } from '../lists/list-address';
import { EventsTile } from '../messaging/events-tile';
import { useUser } from '../session/use-user';
import { type Count, CountTile } from './count-tile';
import { HealthTile } from './health-tile';
import { NothingToShow } from './nothing-to-show';
import { QuotesTile } from './quotes-tile';

const COUNTS: (Count & { permission: Permission })[] = [
  {
    title: 'dashboard.users',
    service: 'user-service',
    path: 'users/count',
    to: listAddress('users'),
    permission: 'users:read',
  },
  {
    title: 'dashboard.customers',
    service: 'customer-service',
    path: 'customers/count',
    to: listAddress('customers'),
    permission: 'customers:read',
  },
  {
    title: 'dashboard.carriers',
    service: 'carrier-service',
    path: 'carriers/count',
    to: listAddress('carriers'),
    permission: 'carriers:read',
  },
  {
    title: 'dashboard.activeRules',
    service: 'pricing-service',
    path: 'pricing/rules/count',
    query: { isActive: 'true' },
    to: listAddress('pricing-rules', { isActive: 'true' }),
    permission: 'pricing:read',
  },
];

/** What the reader may know, each part read by itself. */
export default function Dashboard() {
  const held = useUser()?.permissions ?? [];
  const may = (permission: Permission) => held.includes(permission);
  return (
    <Box
      sx={{
        mt: 2,
        display: 'grid',
        gap: 2,
        gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', lg: 'repeat(4, minmax(0, 1fr))' },
      }}
    >
      <Title title="dashboard.title" />
      {held.length === 0 && <NothingToShow />}
      {COUNTS.filter(({ permission }) => may(permission)).map(({ permission: _, ...count }) => (
        <CountTile key={count.path} {...count} />
      ))}
      {may('pricing:read') && <QuotesTile />}
      {held.length > 0 && <HealthTile />}
      {may('messaging:manage') && <EventsTile />}
    </Box>
  );
}
