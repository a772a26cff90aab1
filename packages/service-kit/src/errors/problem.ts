import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';

export interface FieldError {
  field: string;
  message: string;
}

export interface ProblemOptions {
  status: number;
  /** Stable and machine-readable, snake_case: what a client switches on. */
  code: string;
  /** For the person at the other end: what went wrong and what to do next. */
  detail: string;
  errors?: FieldError[];
  /** Extension members of RFC 9457 section 3.2, such as `current`. */
  extra?: Record<string, unknown>;
  headers?: Record<string, string>;
}

/** An error that becomes an RFC 9457 `application/problem+json` answer. */
export class Problem extends HttpException {
  readonly code: string;
  readonly detail: string;
  readonly errors: FieldError[];
  readonly extra: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(options: ProblemOptions) {
    super(options.detail, options.status);
    this.code = options.code;
    this.detail = options.detail;
    this.errors = options.errors ?? [];
    this.extra = options.extra ?? {};
    this.headers = options.headers ?? {};
  }

  toBody(requestId: string): Record<string, unknown> {
    const status = this.getStatus();
    return {
      type: `urn:hybrid-fleet:problem:${this.code}`,
      title: STATUS_CODES[status] ?? 'Error',
      status,
      detail: this.detail,
      code: this.code,
      ...(this.errors.length ? { errors: this.errors } : {}),
      ...this.extra,
      requestId,
    };
  }
}

/** 404 for a record, `noun` in the singular: `notFound('customer')`. */
export function notFound(noun: string): Problem {
  return new Problem({
    status: 404,
    code: `${noun.replace(/\s+/g, '_')}_not_found`,
    detail: `There is no such ${noun}.`,
  });
}

/** 409: the request is fine by itself but clashes with what is stored. */
export function conflict(code: string, detail: string, options: { field?: string; current?: unknown } = {}): Problem {
  return new Problem({
    status: 409,
    code,
    detail,
    errors: options.field ? [{ field: options.field, message: detail }] : [],
    extra: options.current === undefined ? {} : { current: options.current },
  });
}

/** 409 for an edit based on an older version; `current` is the record as clients see it. */
export function staleVersion(current: unknown): Problem {
  return conflict(
    'stale_version',
    'Somebody changed this record since you read it. Compare with `current` and send again.',
    {
      current,
    },
  );
}

export function forbidden(code: string, detail: string): Problem {
  return new Problem({ status: 403, code, detail });
}

/** 400 for one field that only a rule, not a schema, can judge. */
export function badField(field: string, message: string): Problem {
  return badRequest([{ field, message }]);
}

export function badRequest(errors: FieldError[]): Problem {
  const fields = [...new Set(errors.map((error) => error.field))].join(', ');
  return new Problem({ status: 400, code: 'validation_failed', detail: `Please correct: ${fields}.`, errors });
}

/** 422: well-formed, but it cannot be done with what it refers to. */
export function unprocessable(code: string, detail: string, errors: FieldError[] = [], extra = {}): Problem {
  return new Problem({ status: 422, code, detail, errors, extra });
}

/** 503 naming the part that is missing: a peer service or one of our own servers. */
export function unavailable(code: string, detail: string, retryAfterSeconds = 5): Problem {
  return new Problem({ status: 503, code, detail, headers: { 'retry-after': String(retryAfterSeconds) } });
}
