import { required } from 'ra-core';
import { CountryInput } from '../format/country-input';
import { Columns } from '../records/columns';
import { ItemsInput } from '../records/items-input';
import { PrefixesInput } from '../records/prefixes-input';

/** Where the carrier delivers: countries, or the postcodes of one that begin with certain letters or digits. */
export function CoverageInput() {
  return (
    <ItemsInput source="coverage" add="resources.carriers.addCountry">
      <Columns>
        <CountryInput source="country" label="resources.carriers.area.country" validate={required()} />
        <PrefixesInput
          source="postcodePrefixes"
          label="resources.carriers.area.postcodePrefixes"
          helperText="resources.carriers.prefixHelp"
        />
      </Columns>
    </ItemsInput>
  );
}
