import { useTranslate } from 'ra-core';
import { BooleanInput, SearchInput, SelectInput } from 'react-admin';

interface FilterProps {
  source: string;
  label?: string;
  alwaysOn?: boolean;
  defaultValue?: unknown;
}

/** Inputs that several lists filter by. A list gives them as elements with their `source`, because react-admin reads it. */
export function WordSearch(props: FilterProps) {
  const translate = useTranslate();
  return <SearchInput {...props} slotProps={{ htmlInput: { 'aria-label': translate('ra.action.search') } }} />;
}

/** Yes, no, or either. */
export function YesNoFilter({ yes, no, ...props }: FilterProps & { yes: string; no: string }) {
  return (
    <SelectInput
      {...props}
      choices={[
        { id: 'true', name: yes },
        { id: 'false', name: no },
      ]}
    />
  );
}

export const search = <WordSearch key="search" source="search" alwaysOn />;

export const isActive = (
  <YesNoFilter key="isActive" source="isActive" label="states.state" yes="states.active" no="states.inactive" />
);

/** Deleted records instead of the others; for who may restore them. */
export const deleted = <BooleanInput key="deleted" source="deleted" label="lists.deleted" defaultValue={true} />;
