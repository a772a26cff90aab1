import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import en from '../i18n/en';
import { loadLanguage } from '../i18n/provider';
import { failure, noAnswer } from './problem';

Object.defineProperty(globalThis, 'navigator', { value: { languages: ['en'] }, configurable: true });

const answer = (status: number, body: object | string, headers: Record<string, string> = {}) =>
  failure(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers }));

describe('a failed request', () => {
  beforeAll(() => loadLanguage('fr'));

  it('says why in the language of the reader', async () => {
    const error = await answer(409, { code: 'email_taken', detail: 'Somebody has this email.' });
    expect(error.message).toBe('Cet e-mail est déjà utilisé.');
    expect(error.status).toBe(409);
  });

  it('says which permission, and which service, is missing', async () => {
    expect((await answer(403, { code: 'permission_missing', permission: 'users:read' })).message).toBe(
      'Il manque à vos rôles la permission « users:read » pour cela.',
    );
    expect((await answer(503, { code: 'peer_unavailable', peer: 'user-service' })).message).toBe(
      'user-service, dont ceci a besoin, ne répond pas pour le moment. Réessayez sous peu.',
    );
    expect((await answer(503, { code: 'service_unavailable', service: 'auth-service' })).message).toBe(
      'auth-service ne répond pas pour le moment. Réessayez sous peu.',
    );
  });

  it('of ours has the number to report; one of the person has none', async () => {
    expect((await answer(500, { code: 'internal_error', requestId: 'abc' })).message).toContain('abc');
    expect((await answer(500, 'no JSON', { 'x-request-id': 'def' })).message).toContain('def');
    expect((await answer(404, { code: 'carrier_not_found', requestId: 'ghi' })).message).toBe(
      "Cela n'existe pas, ou plus.",
    );
  });

  it('says of each field what is wrong with it, where the form has it', async () => {
    const error = await answer(400, {
      code: 'validation_failed',
      errors: [
        { field: 'firstName', message: 'must not be empty' },
        { field: 'address.zipCode', message: 'must have at most 20 characters' },
        { field: 'addresses.1.city', message: 'must not be empty' },
        { field: 'moon', message: 'must please it' },
      ],
    });
    expect(error.body.errors).toEqual({
      firstName: 'Obligatoire',
      address: { zipCode: 'Au plus 20 caractères' },
      addresses: { 1: { city: 'Obligatoire' } },
      moon: 'must please it',
    });
  });

  it('of a clash says at the field what it says of the whole', async () => {
    const detail = 'Somebody has this email.';
    const error = await answer(409, { code: 'email_taken', detail, errors: [{ field: 'email', message: detail }] });
    expect(error.body.errors).toEqual({ email: 'Cet e-mail est déjà utilisé.' });
  });

  it('without any answer says so', () => {
    expect(noAnswer()).toMatchObject({
      status: 0,
      message: 'Pas de réponse. Vérifiez votre connexion, puis réessayez.',
    });
  });
});

it('every refusal of a service has its words', () => {
  /** Of requests that the admin never sends, and of a route that would not start. */
  const others = ['access_undeclared', 'idempotency_key_reused', 'idempotency_key_in_use', 'invalid_client'];
  const root = join(__dirname, '../../..');
  const parts = ['auth', 'user', 'customer', 'carrier', 'pricing'].map((name) => `${name}-service/src`);
  const codes = [...parts, 'packages/service-kit/src', 'packages/identity-store/src'].flatMap((part) =>
    readdirSync(join(root, part), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.ts$/.test(name) && !/spec\.ts$/.test(name))
      .map((name) => readFileSync(join(root, part, name), 'utf8'))
      .flatMap((text) => [
        ...text.matchAll(/(?:conflict|unprocessable|forbidden|unauthorized|unavailable)\(\s*'(\w+)'/g),
        ...text.matchAll(/new Problem\(\{\s*status: \d+,\s*code: '(\w+)'/g),
      ])
      .map(([, code]) => code as string),
  );
  expect(new Set(codes).size).toBeGreaterThan(20);
  expect([...new Set(codes)].filter((code) => !(code in en.problems) && !others.includes(code))).toEqual([]);
});
