/** Rates are decimal strings with at most 6 decimals; weights are kg, distances km, lengths cm. */
export interface Range {
  min?: number;
  max?: number;
}

/** What a request must be for the rule to apply. An absent condition matches anything; a range includes its min, not its max. */
export interface RuleConditions {
  carrierId?: number;
  serviceType?: string;
  /** Compared with the chargeable weight. */
  weightRange?: Range;
  distanceRange?: Range;
  originCountry?: string;
  destinationCountry?: string;
  destinationPostcodePrefixes?: string[];
  customerType?: string;
  customerId?: number;
}

/** The flat price of every weight below `upTo` (and from the band before on); only the last band may have no end. */
export interface WeightBand {
  upTo?: number;
  rate: string;
}

/** Either a fixed amount in the rule's currency or a percentage of the rounded subtotal. */
export interface Modifier {
  type: string;
  amount?: string;
  percentage?: string;
}

export interface RulePricing {
  baseRate: string;
  currency: string;
  perKgRate?: string;
  perKmRate?: string;
  /** When given, the band that holds the chargeable weight is the whole weight price; perKgRate is not used. */
  weightBands?: WeightBand[];
  minimumCharge?: string;
  maximumCharge?: string;
  surcharges?: Modifier[];
  discounts?: Modifier[];
}

export interface Rule {
  id: number;
  version: number;
  name: string;
  isActive: boolean;
  priority: number;
  /** ISO date (the start of that UTC day) or instant, inclusive. */
  validFrom?: string | null;
  /** ISO date (that whole UTC day still counts) or instant (exclusive). */
  validTo?: string | null;
  conditions: RuleConditions;
  pricing: RulePricing;
}

export interface Dimensions {
  length: number;
  width: number;
  height: number;
}

export interface QuoteRequest {
  carrierId: number;
  serviceType: string;
  weight: number;
  dimensions?: Dimensions;
  distance?: number;
  originCountry: string;
  destinationCountry: string;
  destinationPostcode?: string;
  customerType?: string;
  customerId?: number;
  /** cm³ that count as one kg for this carrier's service; without it the dimensions do not matter. */
  dimensionalDivisor?: number;
}
