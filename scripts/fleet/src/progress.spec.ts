import { inMinutes } from './progress.js';

it.each([
  [0, '0:00'],
  [59.6, '1:00'],
  [725, '12:05'],
  [3661, '61:01'],
])('writes %p seconds as minutes', (seconds, minutes) => {
  expect(inMinutes(seconds)).toBe(minutes);
});
