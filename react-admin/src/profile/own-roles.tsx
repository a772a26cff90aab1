import { Box, Chip, Typography } from '@mui/material';
import { useTranslate } from 'ra-core';
import { Link } from 'react-admin';
import { Section } from '../records/section';
import { useUser } from '../session/use-user';

export function OwnRoles() {
  const translate = useTranslate();
  const { roles = [] } = useUser() ?? {};
  return (
    <Section title="profile.roles">
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {roles.map((role) => (
          <Chip key={role} label={role} size="small" />
        ))}
        {roles.length === 0 && <Typography>{translate('profile.noRoles')}</Typography>}
      </Box>
      <Typography sx={{ mt: 1 }}>
        <Link to="/sessions">{translate('profile.sessions')}</Link>
      </Typography>
    </Section>
  );
}
