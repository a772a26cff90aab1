import { continueTrace, type RequestContext, runInContext } from '../http/request-context.js';
import type { Principal } from '../security/principal.js';
import { currentActor, currentRequest } from './history.actor.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const context = (changes: Partial<RequestContext> = {}): RequestContext => ({
  requestId: 'request-1',
  traceparent: continueTrace(`00-${TRACE}-00f067aa0ba902b7-01`),
  ...changes,
});
const principal = (changes: Partial<Principal>) =>
  ({ kind: 'user', id: 7, service: null, permissions: new Set(), ...changes }) as Principal;

describe('who did it', () => {
  it.each<[string, Partial<RequestContext>, object]>([
    ['somebody who is signed in', { principal: principal({}) }, { kind: 'user', id: 7, name: null }],
    [
      'a service of the fleet',
      { principal: principal({ kind: 'service', id: null, service: 'pricing-service' }) },
      { kind: 'service', id: null, name: 'pricing-service' },
    ],
    ['an event', { cause: { kind: 'event', name: 'user.updated' } }, { kind: 'event', id: null, name: 'user.updated' }],
    [
      'a command',
      { cause: { kind: 'command', name: 'auth-service migrate' } },
      { kind: 'system', id: null, name: 'auth-service migrate' },
    ],
    ['a request without a token', {}, { kind: 'anonymous', id: null, name: null }],
  ])('is %s', (_who, changes, actor) => {
    runInContext(context(changes), () => {
      expect(currentActor()).toEqual(actor);
      expect(currentRequest()).toEqual({ requestId: 'request-1', traceId: TRACE });
    });
  });

  it('is the fleet itself outside of any', () => {
    expect(currentActor()).toEqual({ kind: 'system', id: null, name: null });
    expect(currentRequest()).toEqual({ requestId: null, traceId: null });
  });
});
