import { Checkbox, FormControlLabel } from '@mui/material';
import { useTranslate } from 'ra-core';
import { type Area, entriesOf } from './matrix';
import type { MatrixProps } from './permission-matrix';

/** An area's name, with a box that gives or takes all of it that the reader may. */
export function AreaBox({ area, chosen, edit }: Omit<MatrixProps, 'areas'> & { area: Area }) {
  const translate = useTranslate();
  const name = translate(`resources.roles.areas.${area.name}`, { _: area.name });
  if (!edit) return <span>{name}</span>;
  const { mayGive, onChange } = edit;
  const names = entriesOf(area).map((entry) => entry.name);
  const free = names.filter(mayGive);
  const given = names.filter((permission) => chosen.includes(permission));
  const all = given.length === names.length;
  return (
    <FormControlLabel
      label={name}
      disabled={free.length === 0}
      control={
        <Checkbox
          size="small"
          checked={all}
          indeterminate={given.length > 0 && !all}
          onChange={() => onChange(free, !free.every((permission) => chosen.includes(permission)))}
          slotProps={{ input: { 'aria-label': `${name}: ${translate('resources.roles.all')}` } }}
        />
      }
    />
  );
}
