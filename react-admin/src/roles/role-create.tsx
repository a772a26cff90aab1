import { CreatePage } from '../records/create-page';
import { RoleInputs } from './role-form';

export default function RoleCreate() {
  return (
    <CreatePage defaultValues={{ description: '', permissions: [] }}>
      <RoleInputs />
    </CreatePage>
  );
}
