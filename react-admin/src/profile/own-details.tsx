import { Typography } from '@mui/material';
import { Form, required, useNotify, useTranslate } from 'ra-core';
import { useState } from 'react';
import { DateInput, SaveButton, TextInput } from 'react-admin';
import { formErrors } from '../api/problem';
import { saveChanges } from '../api/save-changes';
import { AddressInputs, addressOrNull } from '../records/address-inputs';
import { Columns } from '../records/columns';
import { FocusAfterSubmit } from '../records/focus-after-submit';
import { Section } from '../records/section';
import { session } from '../session/current';
import type { Profile } from '../session/transport';
import { useUser } from '../session/use-user';

/** The reader's own data, with what the service says of a wrong field at that field. */
export function OwnDetails() {
  const user = useUser();
  return user ? <DetailsForm key={user.id} user={user} /> : null;
}

function DetailsForm({ user }: { user: Profile }) {
  const notify = useNotify();
  const translate = useTranslate();
  // As the edit began: a renewal of the session meanwhile brings the user anew, and must not empty the form.
  const [before, setBefore] = useState(user);

  const save = async (values: Partial<Profile>) => {
    const after = { ...values, address: addressOrNull(values.address) };
    try {
      const saved = await saveChanges('/api/v1/auth/profile', 'users', before, after);
      session.update(saved);
      setBefore(saved);
    } catch (error) {
      return formErrors(error);
    }
    notify('profile.saved', { type: 'success' });
    return undefined;
  };

  return (
    <Form record={before} onSubmit={save} noValidate warnWhenUnsavedChanges>
      <Section title="profile.data">
        <Typography sx={{ overflowWrap: 'anywhere' }}>
          {translate('common.labelled', { label: translate('profile.email'), value: user.email })}
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
          {translate('profile.emailHelp')}
        </Typography>
        <Columns>
          <TextInput source="firstName" label="profile.firstName" autoComplete="given-name" validate={required()} />
          <TextInput source="lastName" label="profile.lastName" autoComplete="family-name" validate={required()} />
          <TextInput source="phone" label="profile.phone" type="tel" autoComplete="tel" />
          <DateInput source="dateOfBirth" label="profile.dateOfBirth" parse={(day: string) => day || null} />
        </Columns>
      </Section>
      <Section title="profile.address">
        <AddressInputs source="address" />
      </Section>
      <SaveButton alwaysEnable={false} />
      <FocusAfterSubmit />
    </Form>
  );
}
