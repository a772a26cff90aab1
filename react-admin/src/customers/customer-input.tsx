import { nameAndEmail } from '../records/names';
import { RecordInput, type RecordInputProps } from '../records/record-input';

export function CustomerInput(props: RecordInputProps) {
  return <RecordInput {...props} reference="customers" sort="lastName" nameOf={nameAndEmail} />;
}
