import type { ImportTable } from '@hybrid-fleet/contracts';
import { commonFields, importRow, numeric, recordId, type SourceFields } from '@hybrid-fleet/service-kit';
import { carrierFields } from './dto/carrier.dto.js';

/** Carriers of a previous system. `owner_id` comes out as the source has it; whom it means here is not known here. */
export const carrierImport: ImportTable = {
  table: 'carriers',
  sourceTables: ['carriers', 'carrier', 'shippers'],
  fields: {
    ...commonFields,
    name: ['name', 'carriername'],
    code: ['code', 'carriercode'],
    description: ['description'],
    ownerId: ['ownerid', 'userid'],
    contactEmail: ['contactemail', 'email'],
    contactPhone: ['contactphone', 'phone', 'phonenumber'],
    website: ['website', 'websiteurl', 'url'],
    trackingUrlTemplate: ['trackingurltemplate', 'trackingurl'],
    services: ['services'],
    coverage: ['coverage'],
  },
  jsonColumns: ['services', 'coverage'],
  toRow: (record, context) =>
    importRow(record, context, (fields) => ({
      ...fields.common(),
      name: fields.required('name', carrierFields.name),
      code: codeOf(fields),
      description: fields.optional('description', carrierFields.description) ?? null,
      owner_id: fields.optional('ownerId', recordId, numeric(fields.value('ownerId'))),
      is_active: fields.active(),
      contact_email: fields.optional('contactEmail', carrierFields.contactEmail) ?? null,
      contact_phone: fields.optional('contactPhone', carrierFields.contactPhone) ?? null,
      website: fields.optional('website', carrierFields.website) ?? null,
      tracking_url_template: fields.optional('trackingUrlTemplate', carrierFields.trackingUrlTemplate) ?? null,
      services: fields.json('services', carrierFields.services) ?? [],
      coverage: fields.json('coverage', carrierFields.coverage) ?? [],
    })),
};

/** Systems without codes get one made of the name, with the id that makes it the carrier's own: DHL-EXPRESS-7. */
function codeOf(fields: SourceFields): string {
  if (fields.value('code') !== null) return fields.required('code', carrierFields.code);
  const name = String(fields.value('name') ?? '')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase();
  const words = name.match(/[A-Z0-9]+/g) ?? ['CARRIER'];
  const code = `${words.join('-').slice(0, 38)}-${fields.value('id')}`;
  fields.change('code', 'is missing: made of the name and the id', undefined, code);
  return code;
}
