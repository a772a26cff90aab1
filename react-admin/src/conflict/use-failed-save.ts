import { type HttpError, useNotify, useTranslate } from 'ra-core';
import type { ProblemBody } from '../api/problem';
import { EditUnsaved } from './conflicts';

/**
 * Says why a form was not saved, and gives the errors of its fields, which say so themselves. Who goes back from a
 * conflict to the form has met no error.
 */
export function useFailedSave() {
  const notify = useNotify();
  const translate = useTranslate();
  return (error: unknown): ProblemBody['errors'] => {
    if (error instanceof EditUnsaved) {
      notify(translate(error.message), { type: 'info' });
      return undefined;
    }
    const { body, message } = error as HttpError;
    const errors = (body as ProblemBody | undefined)?.errors;
    notify(errors ? 'ra.message.invalid_form' : message, { type: 'error' });
    return errors;
  };
}
