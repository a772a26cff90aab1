import { fieldWords } from './field-words';

// Without a language the key stands for the words.
describe('what a service says of a field', () => {
  it.each([
    ['Another user has this email.', 'fieldErrors.taken'],
    ['Another customer is linked to this user.', 'fieldErrors.taken'],
    ['must be an email address', 'fieldErrors.email'],
    ['is required', 'fieldErrors.required'],
    ['there is no role named ghost', 'there is no role named ghost'],
  ])('%j is %j', (message, words) => {
    expect(fieldWords(message)).toBe(words);
  });
});
