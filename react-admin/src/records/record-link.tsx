import {
  type Identifier,
  useCreatePath,
  useFieldValue,
  useGetRecordRepresentation,
  useReference,
  useTranslate,
} from 'ra-core';
import type { MouseEvent } from 'react';
import { Link } from 'react-admin';
import { permissionFor } from '../access/permissions';
import { useMay } from '../access/use-may';
import type { ResourceName } from '../api/records';

interface Props {
  resource: ResourceName;
  id: Identifier;
}

/** Another record by its name, with a link; its number where the reader may not see it, or where it is gone. */
export function RecordLink({ resource, id }: Props) {
  const may = useMay(permissionFor(resource, 'show'));
  return may ? <Named resource={resource} id={id} /> : <Numbered resource={resource} id={id} />;
}

function Named({ resource, id }: Props) {
  const { referenceRecord, isPending } = useReference({ reference: resource, id });
  const representation = useGetRecordRepresentation(resource);
  const createPath = useCreatePath();
  if (isPending) return <span>…</span>;
  if (!referenceRecord) return <Numbered resource={resource} id={id} />;
  return (
    <Link to={createPath({ resource, type: 'show', id })} onClick={(event: MouseEvent) => event.stopPropagation()}>
      {representation(referenceRecord)}
    </Link>
  );
}

function Numbered({ resource, id }: Props) {
  const translate = useTranslate();
  return (
    <span>
      {translate('records.numbered', { name: translate(`resources.${resource}.name`, { smart_count: 1 }), id })}
    </span>
  );
}

/** A field of a record that holds another record's id. */
export function ReferenceLink({ source, resource }: { source: string; resource: ResourceName; label?: string }) {
  const id = useFieldValue<Record<string, number | null>>({ source });
  return id ? <RecordLink resource={resource} id={id} /> : <span>–</span>;
}
