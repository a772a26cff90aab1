import { useCreatePath, useGetRecordRepresentation, useRecordContext, useResourceContext } from 'ra-core';
import { Link } from 'react-admin';

/** The row's record by its name, as a link: the way into a record for who uses the keyboard. */
export function NameLink(_: { source?: string; label?: string }) {
  const record = useRecordContext();
  const resource = useResourceContext() as string;
  const representation = useGetRecordRepresentation(resource);
  const createPath = useCreatePath();
  if (!record) return null;
  return <Link to={createPath({ resource, type: 'show', id: record.id })}>{representation(record)}</Link>;
}
