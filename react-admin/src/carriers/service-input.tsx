import { type Identifier, useGetOne, useTranslate } from 'ra-core';
import { SelectInput, TextInput } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { useMay } from '../access/use-may';
import type { Records } from '../api/records';
import { type Choice, serviceChoices } from './service-choices';

interface Props {
  source: string;
  label?: string;
  helperText?: string;
  /** The field with the carrier's id. */
  carrierSource: string;
}

/** One of a carrier's services, as choices; typed freely without a carrier that the reader can see. */
export function ServiceInput({ carrierSource, ...props }: Props) {
  const translate = useTranslate();
  const may = useMay('carriers:read');
  const carrierId = useWatch({ name: carrierSource }) as Identifier | null | undefined;
  const current = useWatch({ name: props.source }) as string | null | undefined;
  const {
    data: carrier,
    isPending,
    error,
  } = useGetOne<Records['carriers']>('carriers', { id: carrierId as number }, { enabled: may && Boolean(carrierId) });
  if (!may || !carrierId || error) return <TextInput {...props} parse={(text: string) => text || null} />;
  const nameOf = ({ id, name, offered }: Choice) =>
    offered ? `${name} (${id})` : translate('resources.carriers.notOffered', { service: id });
  return (
    <SelectInput
      {...props}
      choices={serviceChoices(carrier?.services ?? [], current ?? undefined)}
      optionText={nameOf}
      translateChoice={false}
      emptyText="–"
      parse={(code: string) => code || null}
      isPending={isPending}
    />
  );
}
