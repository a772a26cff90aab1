import { createHash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { firstValueFrom, from, type Observable } from 'rxjs';
import { isDuplicateKey, isLockTimeout } from '../database/database.errors.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { badField, conflict, unprocessable } from '../errors/problem.js';
import { requestContext } from '../http/request-context.js';
import { SECRET_ONCE } from './secret-once.decorator.js';
import { WITHOUT_IDEMPOTENCY } from './without-idempotency.decorator.js';

const MAX_KEY_LENGTH = 255;

interface StoredAnswer {
  body_digest: string;
  status: number | null;
  response: unknown;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** No body that a schema takes is nested like this; without a limit a hostile one ends the stack before it is checked. */
const DEEPEST_BODY = 100;

/** The same body with its keys in another order is the same request. */
function canonical(value: unknown, depth = 1): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (depth > DEEPEST_BODY) throw badField('body', `must be nested at most ${DEEPEST_BODY} deep`);
  if (Array.isArray(value)) return value.map((entry) => canonical(entry, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => [key, canonical(entry, depth + 1)]),
  );
}

/**
 * `Idempotency-Key` on a POST: the key's row commits with the effect, in one transaction around the handler, so a
 * crash leaves both or neither. A parallel twin waits at the unique key (innodb_lock_wait_timeout, 5 s), then gets the
 * stored answer or 409. An error rolls the row back and so frees the key.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http' || this.reflector.get(WITHOUT_IDEMPOTENCY, context.getClass()))
      return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || key === undefined) return next.handle();
    if (typeof key !== 'string' || key.length === 0 || key.length > MAX_KEY_LENGTH) {
      throw badField('Idempotency-Key', `must have 1 to ${MAX_KEY_LENGTH} characters`);
    }
    return from(this.once(key, request, context, next));
  }

  private async once(key: string, request: FastifyRequest, context: ExecutionContext, next: CallHandler) {
    const principal = requestContext().principal;
    if (!principal) return firstValueFrom(next.handle());
    const caller = `${principal.kind}:${principal.id ?? principal.service}`;
    const scope = sha256(JSON.stringify([caller, request.method, request.url, key]));
    const digest = sha256(JSON.stringify(canonical(request.body ?? null)));
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return this.unitOfWork.run(async (manager) => {
      const stored = await this.claim(scope, digest);
      if (stored) {
        if (stored.body_digest !== digest) {
          throw unprocessable(
            'idempotency_key_reused',
            'This Idempotency-Key was used with another body. Use a new key.',
          );
        }
        void reply.status(stored.status ?? 200).header('idempotency-replayed', 'true');
        return typeof stored.response === 'string' ? JSON.parse(stored.response) : stored.response;
      }
      const response: unknown = await firstValueFrom(next.handle(), { defaultValue: undefined });
      await manager.query('UPDATE idempotency_keys SET status = ?, response = ? WHERE scope = ?', [
        reply.statusCode,
        JSON.stringify(this.withoutSecrets(response, context) ?? null),
        scope,
      ]);
      return response;
    });
  }

  /** Inserts the key's row and returns undefined; where another request has it, returns that one's answer. */
  private async claim(scope: string, digest: string): Promise<StoredAnswer | undefined> {
    const { manager } = this.unitOfWork;
    try {
      await manager.query(
        'INSERT INTO idempotency_keys (scope, body_digest, created_at) VALUES (?, ?, UTC_TIMESTAMP(3))',
        [scope, digest],
      );
      return undefined;
    } catch (error) {
      if (isLockTimeout(error)) {
        throw conflict(
          'idempotency_key_in_use',
          'A request with this Idempotency-Key is still running. Try again shortly.',
        );
      }
      if (!isDuplicateKey(error)) throw error;
    }
    const [row] = await manager.query(
      'SELECT body_digest, status, response FROM idempotency_keys WHERE scope = ? LOCK IN SHARE MODE',
      [scope],
    );
    return row;
  }

  private withoutSecrets(response: unknown, context: ExecutionContext): unknown {
    const fields = this.reflector.get<string[] | undefined>(SECRET_ONCE, context.getHandler());
    if (!fields || response === null || typeof response !== 'object') return response;
    return Object.fromEntries(Object.entries(response).filter(([name]) => !fields.includes(name)));
  }
}
