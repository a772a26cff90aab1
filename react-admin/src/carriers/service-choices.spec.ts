import { serviceChoices } from './service-choices';

const services = [
  { code: 'express', name: 'Express' },
  { code: 'standard', name: 'Standard' },
];

it('offers what the carrier offers', () => {
  expect(serviceChoices(services, undefined)).toEqual([
    { id: 'express', name: 'Express', offered: true },
    { id: 'standard', name: 'Standard', offered: true },
  ]);
});

it('finds the chosen one in letters of another case', () => {
  expect(serviceChoices(services, 'EXPRESS')[0]).toEqual({ id: 'EXPRESS', name: 'Express', offered: true });
  expect(serviceChoices(services, 'EXPRESS')).toHaveLength(2);
});

it('keeps a choice that is not offered', () => {
  expect(serviceChoices(services, 'freight')[2]).toEqual({ id: 'freight', name: 'freight', offered: false });
});
