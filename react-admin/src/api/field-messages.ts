interface Words {
  /** Below `fieldErrors` in the catalogues. */
  key: string;
  /** What the translation fills in. */
  arguments: Record<string, string>;
}

/** What services say of a wrong field, and the key of its translation; named groups become its arguments. */
const KNOWN: [RegExp, string][] = [
  [/^is required$|^must not be empty$|received undefined$/, 'required'],
  [/^is not a known field$/, 'unknown'],
  [/already (used|exists|taken)|is (taken|in use)|^Another \w+ (has this|is linked to this)/, 'taken'],
  [/^is not your current password$/, 'wrongPassword'],
  [/^must be an email address/, 'email'],
  [/^must be a telephone number/, 'phone'],
  [/^must be a web address/, 'url'],
  [/^must be a date or a time/, 'dateOrTime'],
  [/^must be a date,/, 'date'],
  [/^must be a time,/, 'time'],
  [/^must be in the years (?<from>\d+) to (?<to>\d+)/, 'years'],
  [/^must be an ISO 3166 country code/, 'country'],
  [/^must be an ISO 4217 currency code/, 'currency'],
  [/^must have at least (?<min>\d+) characters?$/, 'tooShort'],
  [/^must have at most (?<max>\d+) characters?$/, 'tooLong'],
  [/^must be at most (?<max>\d+) bytes long/, 'tooManyBytes'],
  [/^must be at most (?<max>\d+ kB) of JSON$/, 'tooMuch'],
  [/^must have at most (?<max>\d+) decimals$/, 'decimals'],
  [/^must have at least (?<min>\d+) \w+$/, 'tooFew'],
  [/^must have at most (?<max>\d+) \w+$/, 'tooMany'],
  [/^must be at least (?<min>-?[\d.]+)$|>=(?<from>-?[\d.]+)$/, 'tooSmall'],
  [/^must be at most (?<max>-?[\d.]+(?: \w+)?)$|<=(?<to>-?[\d.]+)$/, 'tooLarge'],
  [/^must be above (?<min>-?[\d.]+)$/, 'notAbove'],
  [/^must be above min\b/, 'notAboveMin'],
  [/^must be above the band before$/, 'notAboveBand'],
  [/^must not be before validFrom$/, 'beforeValidFrom'],
  [/^must not be below minDays$/, 'belowMinDays'],
  [/^must not be below minimumCharge$/, 'belowMinimum'],
  [/^must have either amount or percentage$/, 'amountOrPercentage'],
  [/^must have min, max or both$/, 'minOrMax'],
  [/^must be an amount of 0 or more/, 'amount'],
  [/^must be a (positive )?whole number$|expected (int|number)/, 'wholeNumber'],
  [/^must be the id of a session$|^must be the version that you read/, 'reload'],
  [/^must not have an id twice$|^is in the list twice$/, 'twice'],
  [/^must be a permission of the catalogue$/, 'permission'],
  [/^must be the name of a role/, 'roleName'],
  [/^there is no role named/, 'role'],
  [/^must be a short word/, 'shortWord'],
  [/^must be letters, digits and underscores$/, 'identifier'],
  [/^must be 1 to 50 letters, digits, dots, hyphens or underscores$/, 'code'],
  [/^must be 1 to 10 letters, digits, blanks or hyphens$/, 'postcode'],
  [/^must contain (?<text>\S+)/, 'mustContain'],
  [/^must be nested at most (?<max>\d+) deep/, 'tooDeep'],
  [/^There is no such carrier\.$/, 'noCarrier'],
  [/^There is no such customer\.$/, 'noCustomer'],
  [/^This customer is (?<type>.+)\.$/, 'customerIs'],
  [/^(?<name>.+) does not offer this; it offers (?<offered>.+)\.$/s, 'notOffered'],
  [/^This volume counts as (?<weight>\S+) kg; the most is (?<max>\d+) kg\.$/, 'volume'],
  [/^(?<name>.+) takes at most (?<max>\S+) kg by this service\.$/s, 'tooHeavy'],
  [/^(?<name>.+) is not active\.$/s, 'notActive'],
  [/^must not contain (control characters|half a character|the NUL character)/, 'characters'],
  [/^only the last band may have no end$/, 'lastBand'],
];

/** How a message is said in other languages; undefined: nobody has translated it. */
export function wordsOf(message: string): Words | undefined {
  for (const [pattern, key] of KNOWN) {
    const match = pattern.exec(message);
    if (match) return { key, arguments: given(match.groups ?? {}) };
  }
  return undefined;
}

/** The same bound has another group for each way to say it. */
function given({ from, to, ...groups }: Record<string, string | undefined>): Record<string, string> {
  const all = { ...groups, min: groups.min ?? from, max: groups.max ?? to };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
