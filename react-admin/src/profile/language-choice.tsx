import { MenuItem, TextField } from '@mui/material';
import { useLocaleState, useLocales, useTranslate } from 'ra-core';

/** Each language by its own name: who does not read the shown one finds theirs. */
export function LanguageChoice() {
  const translate = useTranslate();
  const languages = useLocales();
  const [chosen, choose] = useLocaleState();
  return (
    <TextField
      select
      fullWidth
      margin="normal"
      size="small"
      id="language"
      label={translate('profile.language')}
      helperText={translate('profile.languageHelp')}
      value={chosen}
      onChange={({ target }) => choose(target.value)}
    >
      {languages.map(({ locale, name }) => (
        <MenuItem key={locale} value={locale} lang={locale}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  );
}
