import { useEffect, useRef } from 'react';
import { useFormState } from 'react-hook-form';

/**
 * Where the keyboard is after a form was refused: at the first field that is wrong, or at the button, which could not
 * keep the focus while it was disabled.
 */
export function FocusAfterSubmit() {
  const { isSubmitting, submitCount } = useFormState();
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (isSubmitting || submitCount === 0) return;
    const form = place.current?.closest('form');
    const wrong = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (wrong) wrong.focus();
    else if (document.activeElement === document.body) form?.querySelector<HTMLElement>('[type="submit"]')?.focus();
  }, [isSubmitting, submitCount]);
  return <span ref={place} hidden />;
}
