import type { Mismatch } from './price';
import { type Say, type Sentence, sayAs } from './say';

const at = (name: string) => `resources.quotes.why.${name}`;

/** Reasons whose words do not depend on the condition. */
const ANY: Sentence[] = [
  { pattern: /^the rule is not active$/, key: at('inactive'), groups: [] },
  { pattern: /^valid from (\S+), it is (\S+)$/, key: at('tooEarly'), groups: [['from', 'time']] },
  { pattern: /^valid to (\S+), it is (\S+)$/, key: at('tooLate'), groups: [['to', 'time']] },
  { pattern: /^needs a value in km, the request has none$/, key: at('noDistance'), groups: [] },
  {
    pattern: /^needs a postcode beginning with (.+), the request has none$/,
    key: at('noPostcode'),
    groups: [['prefixes', 'text']],
  },
  {
    pattern: /^needs a postcode beginning with (.+), the request has (.+)$/,
    key: at('postcode'),
    groups: [
      ['prefixes', 'text'],
      ['given', 'text'],
    ],
  },
  { pattern: /^matches, but has no base rate above 0 to start from$/, key: at('noBaseRate'), groups: [] },
  {
    pattern: /^is in (\w+), the base rate is in (\w+)$/,
    key: at('currency'),
    groups: [
      ['currency', 'text'],
      ['base', 'text'],
    ],
  },
  {
    pattern: /^the last band ends before (\S+) kg, the request has (\S+) kg$/,
    key: at('bands'),
    groups: limits('limit'),
  },
];

function limits(name: string): Sentence['groups'] {
  return [
    [name, 'decimal'],
    ['given', 'decimal'],
  ];
}

function comparing(condition: string, kind: 'text' | 'country'): Sentence[] {
  return [
    { pattern: /^needs (.+), the request has none$/, key: at(`${condition}None`), groups: [['wanted', kind]] },
    {
      pattern: /^needs (.+), the request has (.+)$/,
      key: at(condition),
      groups: [
        ['wanted', kind],
        ['given', kind],
      ],
    },
  ];
}

function range(condition: string): Sentence[] {
  return [
    {
      pattern: /^begins at (\S+) k[gm], the request has (\S+) k[gm]$/,
      key: at(`${condition}Below`),
      groups: limits('limit'),
    },
    {
      pattern: /^ends before (\S+) k[gm], the request has (\S+) k[gm]$/,
      key: at(`${condition}Above`),
      groups: limits('limit'),
    },
  ];
}

const OF_CONDITION: Record<string, Sentence[]> = {
  carrierId: comparing('carrierId', 'text'),
  serviceType: comparing('serviceType', 'text'),
  originCountry: comparing('originCountry', 'country'),
  destinationCountry: comparing('destinationCountry', 'country'),
  customerType: comparing('customerType', 'text'),
  customerId: comparing('customerId', 'text'),
  weightRange: range('weightRange'),
  distanceRange: range('distanceRange'),
};

/** Why a rule does not apply, in the reader's language; the engine's own words where it has none for them. */
export function mismatchWords({ condition, reason }: Mismatch, say: Say): string {
  return sayAs([...(OF_CONDITION[condition] ?? []), ...ANY], reason, say) ?? `${condition}: ${reason}`;
}
