import { Box } from '@mui/material';
import { useRecordContext } from 'ra-core';
import { useMay } from '../access/use-may';
import type { Records } from '../api/records';
import { Section } from '../records/section';
import { ChangeRoles } from './change-roles';
import { PermissionTable } from './permission-table';
import { RoleNames } from './role-names';

/** The roles of the page's user, where they are changed, and what they come to. */
export function RolesTab() {
  const user = useRecordContext<Records['users']>();
  const may = useMay('users:update');
  if (!user) return null;
  return (
    <Box sx={{ width: '100%' }}>
      <Section title="resources.users.fields.roles">
        <RoleNames source="roles" />
        {may && !user.deletedAt && <ChangeRoles user={user} />}
      </Section>
      {!user.deletedAt && (
        <Section title="resources.users.effective">
          <PermissionTable />
        </Section>
      )}
    </Box>
  );
}
