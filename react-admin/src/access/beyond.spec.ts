import { beyond } from './beyond';

const KNOWN = ['roles:read', 'users:read', 'users:update'];

describe('what goes beyond what somebody holds', () => {
  it.each([
    ['nothing, when all is held', ['users:read'], ['users:read'], []],
    ['each once, sorted', [], ['users:update', 'roles:read', 'users:update'], ['roles:read', 'users:update']],
    ['nothing that this release does not know', [], ['ghosts:read', 'users:read'], ['users:read']],
  ])('is %s', (_, held, wanted, expected) => {
    expect(beyond(held, wanted, KNOWN)).toEqual(expected);
  });
});
