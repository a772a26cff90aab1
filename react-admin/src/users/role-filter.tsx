import { SelectInput, TextInput } from 'react-admin';
import { useMay } from '../access/use-may';
import { useRoles } from '../roles/use-roles';

interface Props {
  source: string;
  label: string;
  alwaysOn?: boolean;
}

/** Users with a role: chosen from the roles, or by its name for who may not read them. */
export function RoleFilter({ source, label }: Props) {
  const may = useMay('roles:read');
  const { data = [] } = useRoles();
  if (!may) return <TextInput source={source} label={label} />;
  return <SelectInput source={source} label={label} choices={data} optionValue="name" translateChoice={false} />;
}
