import { countryCode, recordId, text } from '@hybrid-fleet/service-kit';
import { z } from 'zod';
import { MOST_CM, MOST_KG, MOST_KM, measure, positiveMeasure } from '../../rules/dto/amounts.js';
import { customerType, serviceType } from '../../rules/dto/conditions.dto.js';
import { withoutNulls } from '../../rules/dto/pricing.dto.js';

const centimetres = positiveMeasure(MOST_CM, 'cm');

export const calculateBody = z
  .strictObject({
    carrierId: recordId,
    serviceType,
    weight: positiveMeasure(MOST_KG, 'kg').describe('kg'),
    dimensions: z
      .strictObject({ length: centimetres, width: centimetres, height: centimetres })
      .nullish()
      .describe('cm; count when the service of the carrier has a dimensional divisor'),
    distance: measure(MOST_KM, 'km').nullish().describe('km'),
    originCountry: countryCode,
    destinationCountry: countryCode,
    destinationPostcode: text(20).nullish(),
    customerType: customerType.nullish().describe('Filled from customerId when that is given'),
    customerId: recordId.nullish(),
  })
  .transform(withoutNulls)
  .meta({ id: 'CalculatePrice' });

export type CalculateBody = z.output<typeof calculateBody>;
