import { useCreatePath, useTranslate } from 'ra-core';
import { Link } from 'react-admin';
import { useMay } from '../access/use-may';

interface Props {
  id: number;
  /** As it was called when the price was made; its number where nobody knows. */
  name?: string;
}

/** A rule by the name that a price knows it by, so that no request is needed for each. */
export function RuleLink({ id, name }: Props) {
  const may = useMay('pricing:read');
  const createPath = useCreatePath();
  const translate = useTranslate();
  const resource = 'pricing-rules';
  const text =
    name ?? translate('records.numbered', { name: translate(`resources.${resource}.name`, { smart_count: 1 }), id });
  return may ? <Link to={createPath({ resource, type: 'show', id })}>{text}</Link> : <span>{text}</span>;
}
