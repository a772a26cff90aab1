import type { ImportTable } from '@hybrid-fleet/contracts';
import {
  addressFields,
  commonFields,
  emailAddress,
  importRow,
  phoneNumber,
  preferences,
  type SourceFields,
} from '@hybrid-fleet/service-kit';
import { usableHash } from './password.import.js';

/** Users of a previous system. Roles come from its tables beside, or from `role` (a name) or `roleId`. */
export const userImport: ImportTable = {
  table: 'users',
  sourceTables: ['users', 'user', 'appusers', 'accounts', 'userprofiles', 'userprofile', 'profiles', 'credentials'],
  fields: {
    ...commonFields,
    ...addressFields,
    id: ['id', 'userid'],
    email: ['email', 'emailaddress', 'mail'],
    password: ['password', 'passwordhash', 'hashedpassword', 'encryptedpassword', 'passworddigest'],
    firstName: ['firstname', 'givenname', 'forename'],
    lastName: ['lastname', 'surname', 'familyname'],
    fullName: ['fullname', 'name', 'displayname'],
    phone: ['phone', 'phonenumber', 'telephone', 'mobile'],
    isEmailVerified: [
      'isemailverified',
      'emailverified',
      'emailverifiedat',
      'emailconfirmed',
      'isverified',
      'verified',
    ],
    registeredBy: ['registeredby'],
    dateOfBirth: ['dateofbirth', 'birthdate', 'birthday', 'dob'],
    preferences: ['preferences', 'settings'],
    lastLoginAt: ['lastloginat', 'lastlogin', 'lastsignedinat', 'lastsigninat'],
    role: ['role', 'rolename'],
    roleId: ['roleid'],
  },
  jsonColumns: ['address', 'preferences'],
  toRow: (record, context) =>
    importRow(record, context, (fields) => ({
      ...fields.common(),
      email: fields.required('email', emailAddress),
      password_hash: hashOf(fields),
      ...fields.personName(),
      phone: fields.optional('phone', phoneNumber),
      is_active: fields.active(),
      is_email_verified: fields.flag('isEmailVerified', 0),
      // Only a verified address or an admin's word links a user to a customer: an old system's silence is neither.
      registered_by: fields.value('registeredBy') === 'admin' ? 'admin' : 'self',
      date_of_birth: fields.day('dateOfBirth'),
      address: fields.address(),
      preferences: fields.json('preferences', preferences),
      last_login_at: fields.time('lastLoginAt'),
    })),
};

/** Whatever it was, it is not repeated: a password in plain text may have stood there. */
function hashOf(fields: SourceFields): string | null {
  const stored = fields.value('password');
  const hash = usableHash(stored);
  if (hash === null) fields.change('password', stored === null ? 'has none' : 'is no bcrypt hash: left out', undefined);
  return hash;
}
