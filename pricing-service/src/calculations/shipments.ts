import { type FieldError, unprocessable } from '@hybrid-fleet/service-kit';
import { Injectable } from '@nestjs/common';
import { chargeableWeight, type QuoteRequest } from '../engine/index.js';
import { type Carrier, Carriers } from '../peers/carriers.js';
import { Customers } from '../peers/customers.js';
import { MOST_KG } from '../rules/dto/amounts.js';
import type { CalculateBody } from './dto/calculate.dto.js';

/** A request that can be priced: what was asked, and what the engine gets. */
export interface Shipment {
  request: CalculateBody;
  quoteRequest: QuoteRequest;
}

/** Completes a request with what carrier-service and customer-service know, or refuses it naming every wrong field. */
@Injectable()
export class Shipments {
  constructor(
    private readonly carriers: Carriers,
    private readonly customers: Customers,
  ) {}

  async complete(body: CalculateBody): Promise<Shipment> {
    const [carrier, customer] = await Promise.all([
      this.carriers.find(body.carrierId),
      body.customerId === undefined ? undefined : this.customers.find(body.customerId),
    ]);
    const errors = carrierErrors(body, carrier);
    if (body.customerId !== undefined && !customer) {
      errors.push({ field: 'customerId', message: 'There is no such customer.' });
    }
    if (customer && body.customerType && body.customerType !== customer.customerType) {
      errors.push({ field: 'customerType', message: `This customer is ${customer.customerType}.` });
    }
    if (errors.length > 0) {
      const fields = errors.map(({ field }) => field).join(', ');
      throw unprocessable('shipment_not_possible', `This cannot be shipped so: see ${fields}.`, errors);
    }
    const request = customer ? { ...body, customerType: customer.customerType } : body;
    const dimensionalDivisor = carrier && serviceOf(carrier, body)?.dimensionalDivisor;
    return { request, quoteRequest: { ...request, dimensionalDivisor: dimensionalDivisor ?? undefined } };
  }
}

function serviceOf(carrier: Carrier, { serviceType }: CalculateBody) {
  return carrier.services.find(({ code }) => code.toLowerCase() === serviceType.toLowerCase());
}

/** What about the carrier makes this shipment impossible, by field; nothing when it can be carried. */
export function carrierErrors(body: CalculateBody, carrier: Carrier | undefined): FieldError[] {
  if (!carrier) return [{ field: 'carrierId', message: 'There is no such carrier.' }];
  if (!carrier.isActive) return [{ field: 'carrierId', message: `${carrier.name} is not active.` }];
  const service = serviceOf(carrier, body);
  if (!service) {
    const offered = carrier.services.map(({ code }) => code).join(', ') || 'nothing';
    return [{ field: 'serviceType', message: `${carrier.name} does not offer this; it offers ${offered}.` }];
  }
  const { dimensional } = chargeableWeight({ ...body, dimensionalDivisor: service.dimensionalDivisor ?? undefined });
  if (dimensional?.gt(MOST_KG)) {
    return [{ field: 'dimensions', message: `This volume counts as ${dimensional} kg; the most is ${MOST_KG} kg.` }];
  }
  if (body.weight <= service.maxWeightKg) return [];
  return [{ field: 'weight', message: `${carrier.name} takes at most ${service.maxWeightKg} kg by this service.` }];
}
