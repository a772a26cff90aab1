import { StandardSchemaValidationPipe } from '@nestjs/common';
import { badRequest, type FieldError } from '../errors/problem.js';

interface Issue {
  message: string;
  path?: readonly (PropertyKey | { key: PropertyKey })[];
  code?: string;
  keys?: string[];
  errors?: Issue[][];
}

const MOST_ERRORS = 100;

function pathOf(issue: Issue): string[] {
  return (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
}

/** One error per wrong field; an unknown field is named itself, not the object that holds it. */
export function fieldErrors(issues: readonly Issue[], root = 'body'): FieldError[] {
  return issues
    .flatMap((issue): FieldError[] => {
      const path = pathOf(issue);
      if (issue.code === 'unrecognized_keys') {
        return (issue.keys ?? []).map((key) => ({ field: [...path, key].join('.'), message: 'is not a known field' }));
      }
      return [{ field: path.join('.') || root, message: issue.message }];
    })
    .slice(0, MOST_ERRORS);
}

/** Validates every parameter that declares a schema; the answer lists all wrong fields at once. */
export function validationPipe(): StandardSchemaValidationPipe {
  return new (class extends StandardSchemaValidationPipe {
    override async transform<T>(
      value: T,
      metadata: Parameters<StandardSchemaValidationPipe['transform']>[1],
    ): Promise<T> {
      const { schema } = metadata;
      if (!schema || metadata.type === 'custom') return value;
      const result = await schema['~standard'].validate(value ?? (metadata.type === 'body' ? {} : value));
      if (result.issues)
        throw badRequest(fieldErrors(result.issues as readonly Issue[], metadata.data ?? metadata.type));
      return result.value as T;
    }
  })();
}
