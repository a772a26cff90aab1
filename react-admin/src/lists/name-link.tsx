import { useCreatePath, useGetRecordRepresentation, useRecordContext, useResourceContext } from 'ra-core';
import type { MouseEvent } from 'react';
import { Link } from 'react-admin';

/** The row's record by its name, as a link: the way into a record for who uses the keyboard. */
export function NameLink(_: { source?: string; label?: string }) {
  const record = useRecordContext();
  const resource = useResourceContext() as string;
  const representation = useGetRecordRepresentation(resource);
  const createPath = useCreatePath();
  if (!record) return null;
  return (
    // A click on the row leads to the same page: both would need two steps back.
    <Link
      to={createPath({ resource, type: 'show', id: record.id })}
      onClick={(event: MouseEvent) => event.stopPropagation()}
    >
      {representation(record)}
    </Link>
  );
}
