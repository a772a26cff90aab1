import { List, ListItem, ListItemText, Typography } from '@mui/material';
import { useRecordContext, useTranslate } from 'ra-core';
import type { Records } from '../api/records';
import { countryName } from '../format/countries';
import { useFormat } from '../format/use-format';

/** Where the page's carrier delivers. */
export function CoverageList() {
  const coverage = useRecordContext<Records['carriers']>()?.coverage ?? [];
  const translate = useTranslate();
  const { locale } = useFormat();
  if (coverage.length === 0) return <Typography>{translate('resources.carriers.noCoverage')}</Typography>;
  return (
    <List dense disablePadding sx={{ columnWidth: 260 }}>
      {coverage.map(({ country, postcodePrefixes }) => (
        <ListItem key={country} disableGutters sx={{ breakInside: 'avoid' }}>
          <ListItemText
            primary={countryName(locale, country)}
            secondary={postcodePrefixes?.join(', ') ?? translate('resources.carriers.anyPostcode')}
          />
        </ListItem>
      ))}
    </List>
  );
}
