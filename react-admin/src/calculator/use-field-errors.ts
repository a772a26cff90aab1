import type { HttpError } from 'ra-core';
import { useEffect } from 'react';
import { useFormContext } from 'react-hook-form';
import type { ProblemBody } from '../api/problem';

/** Shows what the service says of a field at its input, until there is another answer. */
export function useFieldErrors(error: HttpError | undefined): void {
  const { setError, clearErrors } = useFormContext();
  useEffect(() => {
    const fields = leaves((error?.body as ProblemBody | undefined)?.errors ?? {});
    for (const [field, message] of fields) setError(field, { type: 'server', message });
    return () => clearErrors(fields.map(([field]) => field));
  }, [error, setError, clearErrors]);
}

function leaves(errors: Record<string, unknown>, path = ''): [field: string, message: string][] {
  return Object.entries(errors).flatMap(([name, value]): [string, string][] =>
    typeof value === 'object' && value !== null
      ? leaves(value as Record<string, unknown>, `${path}${name}.`)
      : [[`${path}${name}`, String(value)]],
  );
}
