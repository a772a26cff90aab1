import { mismatchWords } from './mismatch-words';
import type { Step } from './price';
import { type Say, type Sentence, sayAs } from './say';

const at = (name: string) => `resources.quotes.steps.${name}`;

const SENTENCES: Record<string, Sentence[]> = {
  chargeable_weight: [
    { pattern: /^(\S+) kg as weighed$/, key: at('weighed'), groups: [['weight', 'decimal']] },
    {
      pattern: /^(\S+) kg: (\S+) kg as weighed, (.+) cm over (\S+) is (\S+) kg, the larger counts$/,
      key: at('volume'),
      groups: [
        ['weight', 'decimal'],
        ['weighed', 'decimal'],
        ['size', 'text'],
        ['divisor', 'decimal'],
        ['volume', 'decimal'],
      ],
    },
  ],
  rules_matched: [
    {
      pattern: /^(\d+) of (\d+) rules apply$/,
      key: at('matchedCount'),
      groups: [
        ['count', 'decimal'],
        ['all', 'decimal'],
      ],
    },
  ],
  matched: [
    {
      pattern: /^"(.*)" applies: its surcharges and discounts count, its rates do not$/s,
      key: at('matched'),
      groups: [['name', 'text']],
    },
  ],
  base_rate: [
    {
      pattern: /^"(.*)" has the highest precedence \(priority (-?\d+)\) and gives the rates$/s,
      key: at('base'),
      groups: [
        ['name', 'text'],
        ['priority', 'decimal'],
      ],
    },
  ],
  weight_rate: [
    {
      pattern: /^(\S+) kg at (\S+) per kg$/,
      key: at('perKg'),
      groups: [
        ['weight', 'decimal'],
        ['rate', 'money'],
      ],
    },
    {
      pattern: /^(\S+) kg lies in the band below (\S+) kg, a flat price$/,
      key: at('band'),
      groups: [
        ['weight', 'decimal'],
        ['end', 'decimal'],
      ],
    },
    {
      pattern: /^(\S+) kg lies in the band without an end, a flat price$/,
      key: at('lastBand'),
      groups: [['weight', 'decimal']],
    },
  ],
  distance_rate: [
    { pattern: /^the request gives no distance$/, key: at('noDistance'), groups: [] },
    {
      pattern: /^(\S+) km at (\S+) per km$/,
      key: at('perKm'),
      groups: [
        ['distance', 'decimal'],
        ['rate', 'money'],
      ],
    },
  ],
  subtotal: [{ pattern: /^base, weight and distance rate$/, key: at('subtotal'), groups: [] }],
  surcharge: modifier('surcharge'),
  discount: modifier('discount'),
  floor_applied: [bound('floor')],
  minimum_charge_applied: [bound('minimum')],
  maximum_charge_applied: [bound('maximum')],
  total: [{ pattern: /^in (\w+)$/, key: at('total'), groups: [['currency', 'text']] }],
};

function modifier(kind: 'surcharge' | 'discount'): Sentence[] {
  return [
    {
      pattern: new RegExp(`^${kind} (.*): a fixed amount$`, 's'),
      key: at(`${kind}Amount`),
      groups: [['type', 'text']],
    },
    {
      pattern: new RegExp(`^${kind} (.*): (\\S+) % of (\\S+)$`, 's'),
      key: at(`${kind}Percent`),
      groups: [
        ['type', 'text'],
        ['percentage', 'decimal'],
        ['subtotal', 'money'],
      ],
    },
  ];
}

function bound(name: string): Sentence {
  return { pattern: /^(\S+) before it$/, key: at(name), groups: [['before', 'money']] };
}

const MISSED = /^"(.*)" does not apply: (\S+) (.+)$/s;

/** The rule that a step of a trace speaks of by name. */
export function nameInStep({ code, message }: Step): string | undefined {
  const missed = MISSED.exec(message)?.[1];
  if (code === 'not_matched' || code === 'other_currency') return missed;
  return code === 'matched' || code === 'base_rate' ? /^"(.*)" (applies: |has the)/s.exec(message)?.[1] : undefined;
}

/** A step of how a price came about, in the reader's language; the engine's own words where it has none for them. */
export function stepWords({ code, message }: Step, say: Say): string {
  const missed = code === 'not_matched' || code === 'other_currency' ? MISSED.exec(message) : null;
  if (missed) {
    const [, name, condition = '', reason = ''] = missed;
    return say.translate(at('missed'), { name, why: mismatchWords({ condition, reason }, say) });
  }
  return sayAs(SENTENCES[code] ?? [], message, say) ?? message;
}
