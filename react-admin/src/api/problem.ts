import { HttpError } from 'ra-core';
import { translate } from '../i18n/provider';
import { fieldWords } from './field-words';

/** RFC 9457, as every service answers. */
export interface Problem {
  status: number;
  code?: string;
  detail?: string;
  errors?: { field: string; message: string }[];
  requestId?: string;
  /** Which service does not answer, with 503 from the gateway. */
  service?: string;
  /** The record as it is now, with 409 stale_version. */
  current?: Record<string, unknown>;
}

/** By field, nested as the record is: react-admin shows each at its input. */
export type ProblemBody = Omit<Problem, 'errors'> & { errors?: Record<string, unknown> };

/** What react-admin shows when a request fails: words of the reader's language, and the number to report. */
export async function failure(response: Response): Promise<HttpError> {
  // A copy: several callers may have waited for the one answer.
  const problem = (await response
    .clone()
    .json()
    .catch(() => ({}))) as Problem;
  const { errors = [], ...rest } = problem;
  const requestId = problem.requestId ?? response.headers.get('x-request-id') ?? undefined;
  const body: ProblemBody = { ...rest, status: response.status, requestId };
  if (errors.length > 0) body.errors = byField(problem);
  return new HttpError(words({ ...problem, status: response.status, requestId }), response.status, body);
}

/** Nothing answered at all: no network, or no gateway. */
export function noAnswer(): HttpError {
  return new HttpError(translate('problems.no_answer'), 0, { status: 0, code: 'no_answer' });
}

/** What a request that was not answered well ended with: a response, or nothing at all. */
export async function refusal(error: unknown): Promise<HttpError> {
  return error instanceof Response ? failure(error) : noAnswer();
}

/** Rejects with it. */
export async function refuse(error: unknown): Promise<never> {
  throw await refusal(error);
}

/**
 * The errors of a form that was not saved, by field. Where no field is at fault the form is: without any error it would
 * count as saved, and be left without a question.
 */
export function formErrors(error: unknown): Record<string, unknown> {
  const { message, body } = error as Error & { body?: ProblemBody };
  return body?.errors ?? { root: { serverError: message } };
}

/** The reader's words for a refusal that came with others in one answer. */
export function refusalWords(code: string | undefined, detail: string | undefined): string {
  return codeWords({ code, detail }) || detail || translate('problems.status_409');
}

/** Empty where the code has no translation. Some codes come with what they are about: a peer, a permission. */
function codeWords(problem: Partial<Problem>): string {
  if (!problem.code) return '';
  const key = /(?<!^user)_not_found$/.test(problem.code) ? 'status_404' : problem.code;
  return translate(`problems.${key}`, { service: '', ...problem, _: '' });
}

function words(problem: Problem): string {
  const { status, detail, requestId } = problem;
  const general = translate(`problems.status_${status}`, { _: detail ?? translate('problems.unknown', { status }) });
  const text = codeWords(problem) || (status < 500 && detail ? detail : general);
  return status >= 500 && requestId ? `${text} ${translate('problems.report', { requestId })}` : text;
}

/** A field's own words; of a clash with what is stored, the field says the same as the whole. */
function byField({ errors = [], ...problem }: Problem): Record<string, unknown> {
  const tree: Record<string, unknown> = {};
  for (const { field, message } of errors) {
    const path = field.split('.');
    const last = path.pop() as string;
    const parent = path.reduce((node, step) => {
      if (typeof node[step] !== 'object') node[step] = {};
      return node[step] as Record<string, unknown>;
    }, tree);
    parent[last] = (message === problem.detail && codeWords(problem)) || fieldWords(message);
  }
  return tree;
}
