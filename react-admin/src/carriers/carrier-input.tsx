import type { Records } from '../api/records';
import { RecordInput, type RecordInputProps } from '../records/record-input';

const nameOf = ({ name, code }: Records['carriers']) => `${name} (${code})`;
const ACTIVE = { isActive: true };

/** `activeOnly`: only carriers that take parcels now. */
export function CarrierInput({ activeOnly = false, ...props }: RecordInputProps & { activeOnly?: boolean }) {
  return (
    <RecordInput {...props} reference="carriers" sort="name" nameOf={nameOf} filter={activeOnly ? ACTIVE : undefined} />
  );
}
