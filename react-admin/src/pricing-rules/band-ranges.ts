interface Band {
  upTo?: number;
  rate: string;
}

/** Where each band begins and ends: it begins where the one before ends, and the first at 0. */
export function bandRanges(bands: Band[]): { range: { min: number; max?: number }; rate: string }[] {
  return bands.map(({ upTo, rate }, index) => ({ range: { min: bands[index - 1]?.upTo ?? 0, max: upTo }, rate }));
}
