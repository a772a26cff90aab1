import type { Records } from '../api/records';
import { EditPage } from '../records/edit-page';
import { RoleInputs } from './role-form';
import { RoleNotice } from './role-notice';
import { useRoleRules } from './use-role-rules';

export default function RoleEdit() {
  const rulesOf = useRoleRules();
  return (
    <EditPage confirmDelete deletable={(role) => rulesOf(role as Records['roles']).deletable}>
      <RoleNotice />
      <RoleInputs />
    </EditPage>
  );
}
