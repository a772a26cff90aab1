import ContentCopy from '@mui/icons-material/ContentCopy';
import { useCreatePath, useRecordContext, useResourceContext, useTranslate } from 'ra-core';
import { Button } from 'react-admin';
import { Link } from 'react-router-dom';
import { permissionFor } from '../access/permissions';
import { useMay } from '../access/use-may';
import type { Records } from '../api/records';
import { toRule } from './rule-values';

/** The form for a new rule, filled with what this one says. */
export function DuplicateButton() {
  const record = useRecordContext<Records['pricing-rules']>();
  const resource = useResourceContext() as string;
  const createPath = useCreatePath();
  const translate = useTranslate();
  const may = useMay(permissionFor(resource, 'create'));
  if (!record || !may) return null;
  const copy = { ...toRule(record), name: translate('resources.pricing-rules.copyOf', { name: record.name }) };
  return (
    <Button
      component={Link}
      to={createPath({ resource, type: 'create' })}
      state={{ record: copy }}
      label="resources.pricing-rules.duplicate"
    >
      <ContentCopy />
    </Button>
  );
}
