import { preferredLanguage } from './preferred-language';

describe('the language', () => {
  it.each<[string | undefined, string[], string, string]>([
    ['es', ['fr-FR'], 'es', 'is the one chosen here'],
    [undefined, ['de-DE', 'fr-CA', 'es'], 'fr', "is the browser's first that there is"],
    [undefined, ['ES-mx'], 'es', 'is known whatever its case'],
    ['de', ['es'], 'es', 'is not one that there is no longer'],
    [undefined, ['de', 'ja'], 'en', 'is English for others'],
    [undefined, [], 'en', 'is English for a browser that says nothing'],
  ])('%s among %j is %s: it %s', (chosen, browser, expected, _why) => {
    expect(preferredLanguage(chosen, browser)).toBe(expected);
  });
});
