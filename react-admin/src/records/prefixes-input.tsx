import { useTranslate } from 'ra-core';
import { TextArrayInput } from 'react-admin';

/** As the services take them; letters of any case. */
const PREFIX = /^[a-z0-9][a-z0-9 -]{0,9}$/i;

interface Props {
  source: string;
  label?: string;
  helperText: string;
}

/** With what postcodes begin. None is null: a list without any would let no postcode through. */
export function PrefixesInput(props: Props) {
  const translate = useTranslate();
  const prefixes = (values: string[] | null) => {
    const wrong = values?.find((value) => !PREFIX.test(value.trim()));
    return wrong === undefined ? undefined : translate('records.wrongPrefix', { prefix: wrong });
  };
  return (
    <TextArrayInput
      {...props}
      validate={prefixes}
      parse={(values: string[]) => (values?.length > 0 ? values : null)}
      format={(values: string[] | null) => values ?? []}
    />
  );
}
