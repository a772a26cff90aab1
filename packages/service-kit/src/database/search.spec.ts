import { searchTerms } from './search.js';

describe('a search', () => {
  it.each([
    ['Grace Hopper', ['Grace', 'Hopper'], []],
    ['  grace\thop ', ['grace', 'hop'], []],
    ['Zoë Ng', ['Zoë'], ['Ng']],
    ['j.doe@example.com', [], ['j.doe@example.com']],
    ['Grace@Example.com hopper', ['hopper'], ['grace@example.com']],
    ['Jean-X', ['Jean'], []],
    ["o'brien", ['brien'], []],
    ['@gmail', ['gmail'], []],
    ['محمد', ['محمد'], []],
    ['+word* -"not" (~x) <y>', ['word', 'not'], ['x', 'y']],
    ["' OR 1=1 --", [], ['OR', '1', '1']],
    ['100% a_b', ['100', 'a_b'], []],
    ['%', [], []],
    ['👩‍🚀', [], []],
  ])('%j looks for the words %j and the prefixes %j', (search, words, prefixes) => {
    expect(searchTerms(search)).toEqual({ words, prefixes });
  });

  it('is bounded, whatever is pasted into it', () => {
    const { words, prefixes } = searchTerms('some words '.repeat(1000) + 'a,b,c,'.repeat(1000));
    expect(words.length + prefixes.length).toBeLessThanOrEqual(64);
  });
});
