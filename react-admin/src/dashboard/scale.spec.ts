import { roundUp } from './scale';

describe('the end of a scale', () => {
  it.each([
    [0, 1],
    [1, 1],
    [2, 2],
    [3, 5],
    [7, 10],
    [10, 10],
    [11, 20],
    [499, 500],
    [501, 1000],
  ])('of %d is %d', (highest, end) => expect(roundUp(highest)).toBe(end));
});
