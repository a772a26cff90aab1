import { type CsvColumn, cellLines } from '@hybrid-fleet/service-kit';
import type { CarrierView } from './dto/carrier.dto.js';
import type { CarrierService, CoverageArea } from './dto/coverage.dto.js';

/** `EXP Express, 1-2 days, up to 30 kg` */
const serviceLine = ({ code, name, minDays, maxDays, maxWeightKg, dimensionalDivisor }: CarrierService) =>
  `${code} ${name}, ${minDays}-${maxDays} days, up to ${maxWeightKg} kg` +
  (dimensionalDivisor ? `, ${dimensionalDivisor} cm³ as one kg` : '');

/** `FR`, or `DE 10 12` where only these postcodes are delivered to. */
const areaLine = ({ country, postcodePrefixes }: CoverageArea) => [country, ...(postcodePrefixes ?? [])].join(' ');

/** What an export shows of a carrier. */
export const CARRIER_COLUMNS: readonly CsvColumn<CarrierView>[] = [
  ['id', ({ id }) => id],
  ['name', ({ name }) => name],
  ['code', ({ code }) => code],
  ['description', ({ description }) => description],
  ['ownerId', ({ ownerId }) => ownerId],
  ['isActive', ({ isActive }) => isActive],
  ['contactEmail', ({ contactEmail }) => contactEmail],
  ['contactPhone', ({ contactPhone }) => contactPhone],
  ['website', ({ website }) => website],
  ['trackingUrlTemplate', ({ trackingUrlTemplate }) => trackingUrlTemplate],
  ['services', ({ services }) => cellLines(services, serviceLine)],
  ['coverage', ({ coverage }) => cellLines(coverage, areaLine)],
  ['version', ({ version }) => version],
  ['createdAt', ({ createdAt }) => createdAt],
  ['updatedAt', ({ updatedAt }) => updatedAt],
  ['deletedAt', ({ deletedAt }) => deletedAt],
];
