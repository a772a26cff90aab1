import { Button } from '@mui/material';
import { useTranslate } from 'ra-core';
import { useFormState } from 'react-hook-form';
import { FocusAfterSubmit } from './focus-after-submit';

/** Sends the form around it; not twice, however fast the clicks are. */
export function SubmitButton({ label }: { label: string }) {
  const translate = useTranslate();
  const { isSubmitting } = useFormState();
  return (
    <>
      <Button type="submit" variant="contained" disabled={isSubmitting} sx={{ mt: 1 }}>
        {translate(label)}
      </Button>
      <FocusAfterSubmit />
    </>
  );
}
