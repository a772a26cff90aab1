import type { CarrierService, CoverageArea } from '../carriers/dto/coverage.dto.js';

interface DemoCarrier {
  name: string;
  code: string;
  description: string;
  countries: string[];
  /** Only these postcodes of a country; a courier of one town covers one town. */
  postcodes?: Record<string, string[]>;
  services: CarrierService[];
  isActive?: boolean;
}

type Days = [min: number, max: number];

const service = (code: string, name: string, [minDays, maxDays]: Days, maxWeightKg: number, divisor?: number) => ({
  code,
  name,
  minDays,
  maxDays,
  maxWeightKg,
  dimensionalDivisor: divisor ?? null,
});
const economy = (days: Days, kg: number, divisor?: number) => service('economy', 'Economy', days, kg, divisor);
const standard = (days: Days, kg: number, divisor?: number) => service('standard', 'Standard', days, kg, divisor);
const express = (days: Days, kg: number, divisor?: number) => service('express', 'Express', days, kg, divisor);
const freight = (days: Days, kg: number) => service('freight', 'Freight', days, kg, 3000);
const sameDay = (kg: number) => service('same-day', 'Same day', [0, 0], kg);

const WEST = ['FR', 'DE', 'BE', 'NL', 'LU', 'AT'];
const EUROPE = [...WEST, 'ES', 'PT', 'IT', 'CH', 'PL', 'CZ', 'DK', 'SE'];
const WORLD = [...EUROPE, 'GB', 'US', 'CA', 'JP', 'AU', 'BH'];

/** Twelve invented companies; pricing-service's demo rules find them by code. */
const CARRIERS: DemoCarrier[] = [
  {
    name: 'Alpin Paket',
    code: 'ALPIN',
    description: 'Parcels across the Alps',
    countries: ['AT', 'DE', 'CH', 'IT'],
    services: [standard([2, 3], 31.5, 5000), express([1, 1], 20, 5000)],
  },
  {
    name: 'Atlas Freight',
    code: 'ATLAS',
    description: 'Pallets and heavy goods by road',
    countries: EUROPE,
    services: [freight([3, 7], 1200), economy([4, 8], 300, 4000)],
  },
  {
    name: 'Azur Express',
    code: 'AZUR',
    description: 'Next-day delivery around the western Mediterranean',
    countries: ['FR', 'ES', 'IT', 'PT'],
    services: [express([1, 2], 30, 5000), standard([2, 4], 40, 6000)],
  },
  {
    name: 'Blitz Kurier',
    code: 'BLITZ',
    description: 'Same-day courier in Berlin',
    countries: ['DE'],
    postcodes: { DE: ['10', '12', '13'] },
    services: [sameDay(15), express([1, 1], 25, 5000)],
  },
  {
    name: 'Corsair Air',
    code: 'CORSAIR',
    description: 'Air express to four continents',
    countries: WORLD,
    services: [express([1, 3], 70, 5000), economy([4, 7], 70, 6000)],
  },
  {
    name: 'Delta Colis',
    code: 'DELTA',
    description: 'Parcel shops in France and Belgium',
    countries: ['FR', 'BE', 'LU'],
    services: [economy([3, 5], 20), standard([2, 3], 30)],
  },
  {
    name: 'Hanse Logistik',
    code: 'HANSE',
    description: 'Northern ports and their hinterland',
    countries: ['DE', 'DK', 'SE', 'NL', 'PL'],
    services: [standard([2, 4], 50, 5000), freight([3, 6], 2000)],
  },
  {
    name: 'Iberia Paquetes',
    code: 'IBERIA',
    description: 'Spain and Portugal, islands included',
    countries: ['ES', 'PT'],
    services: [economy([3, 6], 30), standard([1, 3], 40, 5000), express([1, 1], 20, 5000)],
  },
  {
    name: 'Nordwind Cargo',
    code: 'NORDWIND',
    description: 'Sea and rail freight, unhurried',
    countries: ['DK', 'SE', 'DE', 'GB'],
    services: [freight([7, 14], 5000), economy([5, 9], 100, 4000)],
  },
  {
    name: 'Ostbahn Spedition',
    code: 'OSTBAHN',
    description: 'Central Europe by rail',
    countries: ['PL', 'CZ', 'AT', 'DE'],
    services: [standard([3, 5], 60, 4000), freight([4, 8], 1500)],
  },
  {
    name: 'Seine Vélo',
    code: 'SEINE',
    description: 'Cargo bicycles in Paris',
    countries: ['FR'],
    postcodes: { FR: ['75', '92'] },
    services: [sameDay(25), standard([1, 1], 25)],
  },
  {
    name: 'Transmare',
    code: 'TRANSMARE',
    description: 'Ferries to the islands; out of service this season',
    countries: ['IT', 'FR', 'ES'],
    services: [standard([3, 6], 40, 5000)],
    isActive: false,
  },
];

const area = (country: string, postcodes: DemoCarrier['postcodes']): CoverageArea => ({
  country,
  postcodePrefixes: postcodes?.[country] ?? null,
});

export function demoCarriers() {
  return CARRIERS.map(({ countries, postcodes, isActive = true, ...carrier }) => {
    const domain = `${carrier.code.toLowerCase()}.example`;
    return {
      ...carrier,
      isActive,
      contactEmail: `contact@${domain}`,
      website: `https://www.${domain}`,
      trackingUrlTemplate: `https://track.${domain}/parcels/{trackingNumber}`,
      coverage: countries.map((country) => area(country, postcodes)),
    };
  });
}
