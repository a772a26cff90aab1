import { useTranslate } from 'ra-core';
import { TextInput } from 'react-admin';

interface Props {
  source: string;
  helperText?: string;
}

const asText = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value, null, 2);

/** What was typed as long as it is no JSON: it is refused by the input, not lost. */
function parse(text: string): unknown {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Free settings of a record, as JSON. */
export function JsonInput({ source, helperText }: Props) {
  const translate = useTranslate();
  const isObject = (value: unknown) =>
    value === null || value === undefined || (typeof value === 'object' && !Array.isArray(value))
      ? undefined
      : translate('records.notJson');
  return (
    <TextInput
      source={source}
      helperText={helperText}
      format={asText}
      parse={parse}
      validate={isObject}
      multiline
      minRows={2}
      slotProps={{ htmlInput: { style: { fontFamily: 'monospace' }, spellCheck: false } }}
    />
  );
}
