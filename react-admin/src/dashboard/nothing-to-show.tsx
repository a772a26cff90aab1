import { Card, CardContent, Typography } from '@mui/material';
import { useTranslate } from 'ra-core';
import { Link } from 'react-admin';
import { useUser } from '../session/use-user';

/** For who has no permission at all: what they can do, and whom to ask for more. */
export function NothingToShow() {
  const translate = useTranslate();
  const user = useUser();
  return (
    <Card component="section" sx={{ gridColumn: '1 / -1' }}>
      <CardContent>
        <Typography component="h2" variant="h6" gutterBottom>
          {translate('dashboard.welcome', { name: user?.firstName ?? '' })}
        </Typography>
        <Typography>{translate('dashboard.nothing', { email: user?.email ?? '' })}</Typography>
        <ul>
          <li>
            <Link to="/profile">{translate('profile.title')}</Link>
          </li>
          <li>
            <Link to="/sessions">{translate('profile.sessions')}</Link>
          </li>
        </ul>
      </CardContent>
    </Card>
  );
}
