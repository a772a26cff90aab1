import { useId } from 'react';
import { TextInput, type TextInputProps } from 'react-admin';

interface Props extends TextInputProps {
  /** Usual values; any other may be typed. */
  suggestions: readonly string[];
}

/** Free text with the browser's own list of usual values. */
export function SuggestedTextInput({ suggestions, ...props }: Props) {
  const list = useId();
  return (
    <>
      <TextInput {...props} slotProps={{ htmlInput: { list } }} />
      <datalist id={list}>
        {suggestions.map((value) => (
          <option key={value} value={value} />
        ))}
      </datalist>
    </>
  );
}
