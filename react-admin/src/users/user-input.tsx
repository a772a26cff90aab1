import { nameAndEmail } from '../records/names';
import { RecordInput, type RecordInputProps } from '../records/record-input';

export function UserInput(props: RecordInputProps) {
  return <RecordInput {...props} reference="users" sort="lastName" nameOf={nameAndEmail} />;
}
