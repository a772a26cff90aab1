import { required } from 'ra-core';
import { TextArrayInput } from 'react-admin';
import { CountryInput } from '../format/country-input';
import { Columns } from '../records/columns';
import { ItemsInput } from '../records/items-input';

/** Where the carrier delivers: countries, or the postcodes of one that begin with certain letters or digits. */
export function CoverageInput() {
  return (
    <ItemsInput source="coverage" add="resources.carriers.addCountry">
      <Columns>
        <CountryInput source="country" label="resources.carriers.area.country" validate={required()} />
        <TextArrayInput
          source="postcodePrefixes"
          label="resources.carriers.area.postcodePrefixes"
          helperText="resources.carriers.prefixHelp"
          // A list without prefixes would let no postcode through; null means the whole country.
          parse={(prefixes: string[]) => (prefixes?.length > 0 ? prefixes : null)}
          format={(prefixes: string[] | null) => prefixes ?? []}
        />
      </Columns>
    </ItemsInput>
  );
}
