import { Box, Card, CardContent } from '@mui/material';
import type { ReactNode } from 'react';
import { Title } from 'react-admin';
import { ChangePassword } from './change-password';
import { LanguageChoice } from './language-choice';
import { OwnDetails } from './own-details';
import { OwnRoles } from './own-roles';

/** What everybody may see and change of themselves. */
export default function ProfilePage() {
  return (
    <Box
      sx={{
        mt: 2,
        display: 'grid',
        gap: 2,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: '2fr 1fr' },
        alignItems: 'start',
      }}
    >
      <Title title="profile.title" />
      <Framed>
        <OwnDetails />
      </Framed>
      <Box sx={{ display: 'grid', gap: 2 }}>
        <Framed>
          <OwnRoles />
          <LanguageChoice />
        </Framed>
        <Framed>
          <ChangePassword />
        </Framed>
      </Box>
    </Box>
  );
}

function Framed({ children }: { children: ReactNode }) {
  return (
    <Card>
      <CardContent sx={{ '& section:first-of-type': { mt: 0 } }}>{children}</CardContent>
    </Card>
  );
}
