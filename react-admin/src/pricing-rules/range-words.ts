interface Range {
  min?: number;
  max?: number;
}

/** How a range reads: the key below `resources.pricing-rules.range`, with what it names. */
export function rangeWords({ min, max }: Range, unit: string, decimal: (value: number) => string) {
  const args = { unit, min: min === undefined ? '' : decimal(min), max: max === undefined ? '' : decimal(max) };
  if (min !== undefined && max !== undefined) return { key: 'between', args };
  return { key: min !== undefined ? 'from' : 'below', args };
}
