/** The round number at or above the highest value that a chart's scale ends with: 1, 2 or 5 times a power of ten. */
export function roundUp(highest: number): number {
  if (highest <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(highest));
  return ([1, 2, 5, 10].find((step) => step * power >= highest) as number) * power;
}
