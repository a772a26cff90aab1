import { Box, Checkbox, FormControlLabel, Tooltip } from '@mui/material';
import { useTranslate } from 'ra-core';
import type { CatalogueEntry } from './matrix';
import { PermissionMark } from './permission-mark';
import type { MatrixProps } from './permission-matrix';
import { usePermissionWords } from './use-catalogue';

interface Props extends Omit<MatrixProps, 'areas'> {
  entry: CatalogueEntry;
  /** With its words beside it, where no column says what it is. */
  labelled?: boolean;
}

/** One permission to give. Its name for screen readers is what it allows. */
export function PermissionBox({ entry: { name, description }, chosen, edit, labelled = false }: Props) {
  const translate = useTranslate();
  const words = usePermissionWords()(name, description);
  const given = chosen.includes(name);
  if (!edit) return <PermissionMark words={words} name={name} given={given} labelled={labelled} />;
  const may = edit.mayGive(name);
  const box = (
    <Checkbox
      size="small"
      disabled={!may}
      checked={given}
      onChange={() => edit.onChange([name], !given)}
      slotProps={{ input: { 'aria-label': labelled ? undefined : words } }}
    />
  );
  const tip = `${words} (${name})${may ? '' : ` – ${translate('resources.roles.notHeld')}`}`;
  return (
    <Tooltip title={tip} describeChild>
      <Box component="span" sx={{ display: labelled ? 'block' : 'inline' }}>
        {labelled ? <FormControlLabel label={words} control={box} /> : box}
      </Box>
    </Tooltip>
  );
}
