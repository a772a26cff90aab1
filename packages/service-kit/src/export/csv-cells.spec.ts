import { addressColumns, addressLine, cellLines, csvCell, jsonCell } from './csv-cells.js';

describe('P35: a cell of an export', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+33 1 23 45 67 89', "'+33 1 23 45 67 89"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', "'\r=1"],
    ['\n=1', "'\n=1"],
    ['＝1+1', "'＝1+1"],
    ['-1 ', "'-1 "],
    ['-', "'-"],
  ])('makes text of the formula %j', (given, text) => {
    expect(csvCell(given)).toBe(text);
  });

  it.each([
    [-5, '-5'],
    [0, '0'],
    ['-12.50', '-12.50'],
    ['12.50', '12.50'],
    ['a=b', 'a=b'],
    [' plain', ' plain'],
    [true, 'true'],
    [false, 'false'],
    ['', ''],
    [null, ''],
    [undefined, ''],
  ])('leaves %j as %j', (given, text) => {
    expect(csvCell(given)).toBe(text);
  });

  it('shows an address in columns, or as a line without what it lacks', () => {
    const address = { street: 'Rue 1', city: 'Lyon', state: null, zipCode: '69001', country: 'FR' };
    const columns = addressColumns<typeof address | null>((record) => record);
    expect(columns.map(([heading, cell]) => [heading, cell(address), cell(null)])).toEqual([
      ['address.street', 'Rue 1', undefined],
      ['address.city', 'Lyon', undefined],
      ['address.state', null, undefined],
      ['address.zipCode', '69001', undefined],
      ['address.country', 'FR', undefined],
    ]);
    expect(addressLine(address)).toBe('Rue 1, 69001 Lyon, FR');
    expect(addressLine({ street: 'Main St', city: 'Austin', state: 'TX', country: 'US' })).toBe(
      'Main St, Austin, TX, US',
    );
  });

  it('has several things one a line, free objects as JSON, and is empty for none', () => {
    expect(cellLines(['a', 'b'], (entry) => entry.toUpperCase())).toBe('A\nB');
    expect(cellLines(undefined, String)).toBe('');
    expect(jsonCell({ a: [1] })).toBe('{"a":[1]}');
    expect(jsonCell(null)).toBeNull();
  });
});
