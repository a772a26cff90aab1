import { useQueryClient } from '@tanstack/react-query';
import { useRedirect } from 'ra-core';
import { useState } from 'react';
import { formErrors } from '../api/problem';
import { CreatePage } from '../records/create-page';
import { Section } from '../records/section';
import { createUser, type Invitation, type NewUser } from './invitation';
import { InvitationDialog } from './invitation-dialog';
import { RolesInput } from './roles-input';
import { toUser, UserInputs } from './user-form';

interface Created {
  id: number;
  name: string;
  invitation: Invitation;
}

/** A new user has no password: the answer holds a link to choose one with, which is shown before the user's page is. */
export default function UserCreate() {
  const redirect = useRedirect();
  const queryClient = useQueryClient();
  const [created, setCreated] = useState<Created>();

  const submit = async (values: object): Promise<object | undefined> => {
    const user = toUser(values) as NewUser;
    try {
      setCreated({ ...(await createUser(user)), name: `${user.firstName} ${user.lastName}` });
    } catch (error) {
      return formErrors(error);
    }
    void queryClient.invalidateQueries({ queryKey: ['users'] });
    return undefined;
  };

  return (
    <>
      <CreatePage defaultValues={{ roles: ['user'] }} onSubmit={submit}>
        <UserInputs />
        <Section title="resources.users.fields.roles">
          <RolesInput source="roles" />
        </Section>
      </CreatePage>
      {created && (
        <InvitationDialog
          invitation={created.invitation}
          name={created.name}
          onClose={() => redirect('show', 'users', created.id)}
        />
      )}
    </>
  );
}
